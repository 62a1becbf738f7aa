package io.certyn.broker.e2e;

import io.certyn.broker.TestRunner;
import io.certyn.protocol.Sync;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A runner with a broker it turns to, and another for when that one no longer answers. */
final class Worker {

    /** A claim that was granted. */
    record Grant(String session, long epoch, String runner) {}

    private static final Duration HOLD = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestRunner runner;
    private final URI other;

    Worker(TestRunner runner, URI broker, URI other) {
        this.runner = runner;
        this.other = other;
        runner.turnTo(broker);
    }

    TestRunner runner() {
        return runner;
    }

    /** What its parked poll brings. */
    List<Sync.Offer> parked() {
        return persistently(() -> runner.sync().hold(HOLD)).offers();
    }

    /** Says that it is there and has room. */
    void greet() {
        persistently(runner::sync);
    }

    /**
     * Claims at the same time as a rival, by another broker, and whoever is granted the session
     * takes it to its end.
     */
    void race(Sync.Offer offer, Worker rival, Consumer<Grant> granted) {
        List.of(claimLater(offer), rival.claimLater(offer)).stream()
                .map(CompletableFuture::join)
                .filter(claimed -> claimed.result().code() == null)
                .forEach(claimed -> claimed.by().finish(claimed.result(), granted));
    }

    private record Claimed(Worker by, Sync.ClaimResult result) {}

    private CompletableFuture<Claimed> claimLater(Sync.Offer offer) {
        return CompletableFuture.supplyAsync(
                () ->
                        new Claimed(
                                this,
                                persistently(() -> runner.sync().claim(offer))
                                        .claimResults()
                                        .getFirst()),
                task -> Thread.ofVirtual().start(task));
    }

    private void finish(Sync.ClaimResult claim, Consumer<Grant> granted) {
        granted.accept(new Grant(claim.session(), claim.epoch(), runner.id()));
        persistently(() -> runner.sync().report(claim.session(), claim.epoch(), "running"));
        persistently(() -> runner.sync().complete(claim.session(), claim.epoch(), 'a'));
    }

    /** Repeats it, as runners do: an answer that is lost says nothing. */
    private Sync.Answer persistently(Supplier<TestRunner.Syncing> what) {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            try {
                var answer = what.get().send();
                if (answer.status() < 500) {
                    return TestRunner.read(answer);
                }
            } catch (UncheckedIOException _) {
                runner.turnTo(other);
            }
        }
        throw new AssertionError("no broker answers " + runner.id());
    }
}

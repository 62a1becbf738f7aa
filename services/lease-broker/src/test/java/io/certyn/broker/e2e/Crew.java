package io.certyn.broker.e2e;

import io.certyn.broker.TestCaller;
import io.certyn.broker.TestRunner;
import io.certyn.broker.TestShareGroup;
import io.certyn.broker.e2e.Worker.Grant;
import io.certyn.protocol.Sync;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Runners of both kinds, half of them at each of two brokers, that race for every offer. */
final class Crew implements AutoCloseable {

    private static final int PAIRS = 3;

    private final List<Grant> grants = new CopyOnWriteArrayList<>();
    private final List<TestShareGroup> groups = new ArrayList<>();
    private final List<CompletableFuture<Void>> shifts = new ArrayList<>();
    private final URI first;
    private final URI second;
    private volatile boolean over;

    Crew(URI first, URI second) {
        this.first = first;
        this.second = second;
    }

    List<Grant> grants() {
        return List.copyOf(grants);
    }

    /** Runners that find offers in their parked polls. */
    void pollers(TestCaller caller, String pool) {
        for (int i = 0; i < PAIRS; i++) {
            var one = new Worker(TestRunner.online(caller, pool), first, second);
            var other = new Worker(TestRunner.online(caller, pool), second, first);
            work(() -> one.parked().forEach(offer -> one.race(offer, other, grants::add)));
            work(() -> other.parked().forEach(offer -> other.race(offer, one, grants::add)));
        }
    }

    /** Runners that hear offers in the share group of their pool. */
    void listeners(TestCaller caller, String pool) {
        for (int i = 0; i < PAIRS; i++) {
            var one = new Worker(TestRunner.online(caller, pool), first, second);
            var other = new Worker(TestRunner.online(caller, pool), second, first);
            var group = new TestShareGroup(pool);
            groups.add(group);
            work(() -> {
                Stream.of(one, other).forEach(Worker::greet);
                heard(group).forEach(offer -> one.race(offer, other, grants::add));
            });
        }
    }

    private static List<Sync.Offer> heard(TestShareGroup group) {
        return group.poll(Duration.ofMillis(500));
    }

    private void work(Runnable round) {
        shifts.add(
                CompletableFuture.runAsync(
                        () -> {
                            while (!over) {
                                round.run();
                            }
                        },
                        task -> Thread.ofPlatform().start(task)));
    }

    /** Nobody of it has failed so far. */
    boolean isWell() {
        shifts.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
        return true;
    }

    @Override
    public void close() {
        over = true;
        shifts.forEach(shift -> shift.exceptionally(_ -> null).join());
        groups.forEach(TestShareGroup::close);
    }
}

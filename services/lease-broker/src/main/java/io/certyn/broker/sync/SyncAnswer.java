package io.certyn.broker.sync;

import io.certyn.broker.lease.Order;
import io.certyn.broker.lease.Settled;
import io.certyn.broker.lease.Settled.Claimed;
import io.certyn.broker.lease.Visit;
import io.certyn.protocol.Registration;
import io.certyn.protocol.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Puts together what a runner is told. */
public final class SyncAnswer {

    /** Times between 80 and 100 % of the heartbeat, so that runners do not march in step. */
    private static final double EARLIEST = 0.8;

    private static final String DRAINING = "draining";

    private SyncAnswer() {}

    /** What the answer is made with besides what was settled. */
    public record Frame(
            long seq,
            Instant now,
            Registration.Timing timing,
            double jitter,
            Function<Claimed.Granted, Sync.ClaimResult> granted) {}

    /**
     * @param offers open offers for this runner
     */
    public static Sync.Answer of(Visit.Served served, List<Sync.Offer> offers, Frame frame) {
        var settled = served.settled();
        return new Sync.Answer(
                frame.seq(),
                frame.now().toString(),
                served.runner().active() ? "active" : DRAINING,
                frame.timing(),
                offers,
                settled.claims().stream().map(claim -> claimed(claim, frame)).toList(),
                settled.rulings().stream().map(SyncAnswer::verdict).toList(),
                settled.completions().stream().map(SyncAnswer::completed).toList(),
                served.orders().stream().map(SyncAnswer::command).toList(),
                next(frame));
    }

    private static long next(Frame frame) {
        var heartbeat = Duration.ofMillis(frame.timing().heartbeatMs()).toMillis();
        return Math.round(heartbeat * (EARLIEST + (1 - EARLIEST) * frame.jitter()));
    }

    private static Sync.ClaimResult claimed(Claimed claim, Frame frame) {
        return switch (claim) {
            case Claimed.Granted granted -> frame.granted().apply(granted);
            case Claimed.Denied(var session, var epoch, var why) ->
                    new Sync.ClaimResult(
                            session.toString(), epoch, why.name(), null, null, 0, null);
        };
    }

    private static Sync.Verdict verdict(Settled.Ruling ruling) {
        return new Sync.Verdict(
                ruling.session().toString(),
                ruling.epoch(),
                ruling.advice().name(),
                ruling.reason());
    }

    private static Sync.CompletionResult completed(Settled.Completed done) {
        return new Sync.CompletionResult(
                done.session().toString(), done.epoch(), done.receipt().name());
    }

    private static Sync.Command command(Order order) {
        return new Sync.Command(
                order.id().toString(),
                order.session().toString(),
                order.epoch(),
                order.kind().name().toLowerCase(Locale.ROOT),
                order.payload());
    }

    /**
     * What would be worth ending a long poll for. A runner that was told once is not told again by
     * its next poll, which would turn into a loop; its heartbeats hear it all the same.
     */
    public static Set<String> news(Visit.Served served) {
        var news = new HashSet<String>();
        for (var ruling : served.settled().rulings()) {
            if (ruling.advice() != Settled.Advice.KEEP) {
                news.add(ruling.session() + " " + ruling.epoch() + " " + ruling.advice());
            }
        }
        served.orders().forEach(order -> news.add(order.id().toString()));
        if (!served.runner().active()) {
            news.add(DRAINING);
        }
        return news;
    }

    /** Whether news are new to who was told others: so is that it takes sessions again. */
    public static boolean isNew(Set<String> news, Set<String> told) {
        return !told.containsAll(news) || (told.contains(DRAINING) && !news.contains(DRAINING));
    }

    /** Whether an exchange was about something, so that its answer must not wait. */
    public static boolean isAnswer(Visit.Served served) {
        return !served.settled().claims().isEmpty() || !served.settled().completions().isEmpty();
    }
}

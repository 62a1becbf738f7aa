package io.certyn.runner.work.sync;

import io.certyn.ids.SessionId;
import io.certyn.protocol.Sync;
import io.certyn.runner.control.Backoff;
import io.certyn.runner.control.Outage;
import io.certyn.runner.control.Refused;
import io.certyn.runner.control.Unavailable;
import io.certyn.runner.metrics.RunnerMetrics;
import io.certyn.runner.time.Ticker;
import io.certyn.runner.work.HeldLease;
import io.certyn.runner.work.HeldLease.Decision;
import io.certyn.runner.work.HeldLease.Event;
import io.certyn.runner.work.Intake;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.SessionHost;
import io.certyn.runner.work.Slots;
import io.certyn.runner.work.Terms;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The requests without hold: renewals, claims, reports, completions. One at a time, so what is said
 * later arrives later. An error says nothing about a lease; only a verdict or the deadline does.
 */
public final class Exchange {

    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

    /** Said again, these requests would be refused again. */
    private static final Set<Integer> SENSELESS = Set.of(400, 413, 422);

    private static final Set<String> RENEWED = Set.of("KEEP", "STOP");

    private final SyncClient client;
    private final Mailbox mailbox;
    private final Slots slots;
    private final SessionHost sessions;
    private final Intake intake;
    private final Commands commands;
    private final Ticker ticker;
    private final Terms terms;
    private final RunnerMetrics metrics;
    private final Outage outage;
    private final AtomicLong lastAnswer;

    /** What the control plane believes; it offers no more than that. */
    private int reportedFree = -1;

    public Exchange(
            SyncClient client,
            Mailbox mailbox,
            Slots slots,
            SessionHost sessions,
            Ticker ticker,
            Terms terms,
            RunnerMetrics metrics) {
        this.client = client;
        this.mailbox = mailbox;
        this.slots = slots;
        this.sessions = sessions;
        this.intake = new Claims(slots, mailbox, sessions, ticker, terms);
        this.commands = new Commands(slots, sessions, mailbox);
        this.ticker = ticker;
        this.terms = terms;
        this.metrics = metrics;
        this.outage = new Outage("control plane", ticker);
        this.lastAnswer = new AtomicLong(ticker.nanos());
    }

    /** Runs until interrupted. */
    public void run() throws Superseded, Disowned, InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(200), terms.heartbeat().dividedBy(2));
        while (!Thread.currentThread().isInterrupted()) {
            mailbox.await(slots.leases().isEmpty() ? IDLE : jittered(terms.heartbeat()));
            var batch = mailbox.take();
            var leases = slots.leases();
            if (batch.isEmpty() && leases.isEmpty() && slots.free() == reportedFree) {
                continue;
            }
            try {
                once(batch, leases);
                outage.over();
                backoff.reset();
            } catch (Refused e) {
                LOG.log(System.Logger.Level.ERROR, "sync refused error={0}", e.getMessage());
                if (SENSELESS.contains(e.status())) {
                    mailbox.discard(batch);
                }
                retry(backoff.next(), e);
            } catch (IOException e) {
                outage.failed(e);
                retry(backoff.next(), e);
            }
        }
    }

    private void retry(Duration wait, Exception why) throws InterruptedException {
        var asked = why instanceof Unavailable busy ? busy.retryAfter() : Duration.ZERO;
        // Never so long that a lease would be lost to politeness.
        var most = terms.selfDeadline().dividedBy(4);
        var chosen = asked.compareTo(wait) > 0 ? asked : wait;
        TimeUnit.MILLISECONDS.sleep((chosen.compareTo(most) > 0 ? most : chosen).toMillis());
        mailbox.stir();
    }

    private void once(Mailbox.Batch batch, List<HeldLease> leases)
            throws IOException, Refused, Superseded, Disowned, InterruptedException {
        var reports = leases.stream().map(Exchange::report).toList();
        int free = slots.free();
        long sentAt = ticker.nanos();
        var answered = client.exchange(free, reports, batch, timeout());
        if (answered.isEmpty()) {
            throw new IOException("sync without an answer");
        }
        var answer = answered.get();
        long answeredAt = ticker.nanos();
        metrics.syncTook(Duration.ofNanos(answeredAt - sentAt));
        lastAnswer.set(answeredAt);
        reportedFree = free;
        mailbox.settle(batch, answer);
        answer.verdicts().forEach(verdict -> judge(verdict, sentAt));
        answer.completionResults().forEach(this::completed);
        hear(answer);
    }

    /** Takes offers, wherever they come from. */
    public Intake intake() {
        return intake;
    }

    /**
     * What any answer may carry, that of the long poll too: the control plane hands an offer out
     * with whichever it gives first.
     */
    void hear(Sync.Answer answer) {
        slots.wanted(!"draining".equals(answer.desired()));
        answer.commands().forEach(commands::apply);
        for (var offer : answer.offers()) {
            Thread.ofVirtual().name("offer").start(() -> take(offer));
        }
    }

    private void take(Sync.Offer offer) {
        try {
            intake.take(offer);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(Sync.Verdict verdict, long sentAt) {
        var key = new LeaseKey(SessionId.parse(verdict.session()), verdict.epoch());
        long now = ticker.nanos();
        if (RENEWED.contains(verdict.verdict())) {
            slots.apply(key, new Event.Renewed(sentAt), now);
            if (verdict.verdict().equals("STOP")) {
                var reason = verdict.reason();
                sessions.stop(key, reason == null ? "cancel" : reason);
            }
            return;
        }
        var reason = verdict.reason() == null ? verdict.verdict() : verdict.reason();
        if (slots.apply(key, new Event.Rejected(reason), now).orElse(null)
                instanceof Decision.Dropped dropped) {
            drop(dropped);
        }
    }

    /** Stops whatever has not been renewed in time. Called often, and never from the network. */
    public void tick() {
        slots.tick(ticker.nanos()).forEach(this::drop);
    }

    private void drop(Decision.Dropped dropped) {
        LOG.log(
                System.Logger.Level.WARNING,
                "lease lost sessionId={0} epoch={1} reason={2}",
                dropped.key().session(),
                dropped.key().epoch(),
                dropped.reason());
        mailbox.forget(dropped.key());
        sessions.drop(dropped.key(), dropped.reason());
    }

    private void completed(Sync.CompletionResult result) {
        var key = new LeaseKey(SessionId.parse(result.session()), result.epoch());
        mailbox.completed(key);
        slots.apply(key, new Event.CompletionAcknowledged(), ticker.nanos());
        LOG.log(
                System.Logger.Level.INFO,
                "completion settled sessionId={0} epoch={1} code={2}",
                key.session(),
                key.epoch(),
                result.code());
        sessions.completed(key);
        mailbox.stir();
    }

    /** How long ago the control plane last answered. */
    public Duration silence() {
        return Duration.ofNanos(ticker.nanos() - lastAnswer.get());
    }

    void heard() {
        lastAnswer.set(ticker.nanos());
    }

    private Duration timeout() {
        var quarter = terms.selfDeadline().dividedBy(4);
        return quarter.compareTo(SHORTEST_TIMEOUT) < 0 ? SHORTEST_TIMEOUT : quarter;
    }

    private static Sync.LeaseReport report(HeldLease lease) {
        return new Sync.LeaseReport(
                lease.key().session().toString(),
                lease.key().epoch(),
                lease.phase().wire(),
                null,
                lease.image().orElse(null));
    }

    private static Duration jittered(Duration base) {
        return Duration.ofMillis(
                (long) (base.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}

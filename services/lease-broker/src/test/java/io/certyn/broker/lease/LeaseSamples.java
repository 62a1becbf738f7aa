package io.certyn.broker.lease;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.protocol.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions, runners and times that tests talk about. */
final class LeaseSamples {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final Terms TERMS =
            new Terms(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    new Terms.Limits(
                            Duration.ofSeconds(120),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(120)));
    static final TenantId TENANT = new TenantId(new UUID(7, 1));
    static final PoolId POOL = new PoolId(new UUID(7, 2));
    static final SessionId SESSION = new SessionId(new UUID(7, 3));
    static final Holder HOLDER = new Holder(new RunnerId(new UUID(7, 4)), 1, "host-1");
    static final Holder RESTARTED = new Holder(HOLDER.runner(), 2, "host-1");
    static final Holder OTHER = new Holder(new RunnerId(new UUID(7, 5)), 1, "host-2");
    static final Report PASSED =
            new Report(
                    List.of(new Sync.Result("case_1", "A-1", "passed", null, null, 1, 1, false)),
                    null,
                    null,
                    "aa",
                    "bb");

    private LeaseSamples() {}

    static Spec spec(SessionId session, RetryOnLost retry, int maxAttempts) {
        return new Spec(
                session,
                new RunId(new UUID(7, 6)),
                TENANT,
                POOL,
                null,
                new Demand(2, Map.of(), NOON),
                new Policy(retry, maxAttempts, Duration.ofMinutes(10), Duration.ofHours(1)));
    }

    static Spec spec() {
        return spec(SESSION, RetryOnLost.ALWAYS, 2);
    }

    static Lease.Queued queued(long epoch, int lost) {
        return new Lease.Queued(
                spec(), epoch, lost, Lease.Queued.AT_ONCE, NOON.plusSeconds(3600), null);
    }

    /** Held since noon, for the first time. */
    static Lease.Held held(Stage stage) {
        return held(spec(), stage, 0);
    }

    static Lease.Held held(Spec spec, Stage stage, int lost) {
        return new Lease.Held(
                spec,
                lost + 1,
                lost,
                new Hold(HOLDER, "offer-1", TERMS.ttl(), NOON.plus(TERMS.ttl())),
                stage,
                NOON.plusSeconds(120),
                null);
    }

    static Lease.Held cancelled(Stage stage) {
        return stopped(stage, StopReason.CANCELLED);
    }

    static Lease.Held stopped(Stage stage, StopReason why) {
        var held = held(stage);
        return new Lease.Held(
                held.spec(),
                held.epoch(),
                held.lost(),
                held.hold(),
                stage,
                NOON.plusSeconds(30),
                why);
    }

    static Claimant claimant(Holder holder) {
        return new Claimant(holder, TENANT, POOL, true, Map.of(), 2, Integer.MAX_VALUE);
    }

    static Report failed(String failure) {
        return new Report(List.of(), failure, "it broke", "cc", null);
    }

    static LeaseCommand.Complete complete(Report report, @Nullable String known) {
        return new LeaseCommand.Complete(HOLDER, 1, report, known);
    }
}

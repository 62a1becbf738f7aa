package io.certyn.broker.lease.flow;

import io.certyn.broker.lease.Change;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.store.Leases;
import io.certyn.broker.lease.store.Sweeps;
import io.certyn.ids.SessionId;
import io.certyn.telemetry.Instruments;
import io.certyn.telemetry.Meters;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongCounter;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Ends what is overdue. It repeats nothing: each second it looks at the world again. */
@ApplicationScoped
class LeaseSweeper {

    private static final Logger LOG = Logger.getLogger(LeaseSweeper.class);

    private final Sweeps sweeps;
    private final Leases leases;
    private final Offering offering;
    private final LongCounter expired;
    private volatile @Nullable Long lastBeat;

    LeaseSweeper(Sweeps sweeps, Leases leases, Offering offering, OpenTelemetry telemetry) {
        this.sweeps = sweeps;
        this.leases = leases;
        this.offering = offering;
        this.expired =
                telemetry
                        .getMeter(Meters.CONTROL_PLANE)
                        .counterBuilder(Instruments.ControlPlane.LEASES_EXPIRED)
                        .build();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweeps.beat(this::sinceLastBeat)
                .chain(may -> may ? sweeps.expired() : nothing())
                .chain(this::end)
                .chain(sweeps::waitedOut)
                .chain(this::end)
                .chain(sweeps::drained)
                .chain(this::drain)
                .onFailure()
                .invoke(failure -> LOG.warnf("leases were not swept cause=%s", failure))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "1h", delayed = "1m")
    Uni<Void> forget() {
        return sweeps.forget()
                .onFailure()
                .invoke(failure -> LOG.warnf("history was not cleared cause=%s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private @Nullable Duration sinceLastBeat() {
        var now = System.nanoTime();
        var last = lastBeat;
        lastBeat = now;
        return last == null ? null : Duration.ofNanos(now - last);
    }

    private Uni<Void> end(List<SessionId> overdue) {
        if (overdue.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return leases.expire(overdue).invoke(this::ended).replaceWithVoid();
    }

    private Uni<Void> drain(List<SessionId> late) {
        if (late.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return leases.drain(late).invoke(offering::changed).replaceWithVoid();
    }

    private void ended(List<Change> changes) {
        changes.forEach(change -> {
            if (change.before() instanceof Lease.Held held) {
                expired.add(1);
                LOG.warnf(
                        "lease expired sessionId=%s epoch=%d runnerId=%s tenantId=%s",
                        held.session(),
                        held.epoch(),
                        held.hold().by().runner(),
                        held.spec().tenant());
            }
        });
        offering.changed(changes);
    }

    private static Uni<List<SessionId>> nothing() {
        return Uni.createFrom().item(List.of());
    }
}

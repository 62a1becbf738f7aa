package io.certyn.runner.metrics;

import io.certyn.ids.PoolId;
import io.certyn.telemetry.Instruments.RunnerDaemon;
import io.certyn.telemetry.Meters;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import java.time.Duration;

/** The documented instruments of the runner; each measurement names the runner's pool. */
public final class RunnerMetrics {

    private static final AttributeKey<String> POOL = AttributeKey.stringKey("pool");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

    private final LongCounter registrationFailures;
    private final LongCounter syncFailures;
    private final DoubleHistogram syncDuration;
    private final LongCounter relayFailures;
    private final Attributes pool;

    public RunnerMetrics(OpenTelemetry telemetry, PoolId pool) {
        this.pool = Attributes.of(POOL, pool.toString());
        var meter = telemetry.getMeter(Meters.RUNNER_DAEMON);
        registrationFailures = meter.counterBuilder(RunnerDaemon.REGISTRATION_FAILURES).build();
        syncFailures = meter.counterBuilder(RunnerDaemon.SYNC_FAILURES).build();
        syncDuration = meter.histogramBuilder(RunnerDaemon.SYNC_DURATION).setUnit("s").build();
        relayFailures = meter.counterBuilder(RunnerDaemon.RELAY_FAILURES).build();
    }

    /** One attempt to register, or to open an instance, came to nothing. */
    public void registrationFailed(Failure reason) {
        registrationFailures.add(1, with(reason));
    }

    /** One sync, parked or not, came to nothing. */
    public void syncFailed(Failure reason) {
        syncFailures.add(1, with(reason));
    }

    /** How long a sync without hold took; a parked one takes as long as nothing happens. */
    public void syncTook(Duration took) {
        syncDuration.record(took.toNanos() / 1e9, pool);
    }

    /** One connection to the relay was not made, or broke. */
    public void relayFailed(Failure reason) {
        relayFailures.add(1, with(reason));
    }

    private Attributes with(Failure reason) {
        return pool.toBuilder().put(REASON, reason.wire).build();
    }

    /** Why something came to nothing. */
    public enum Failure {
        /** The other side understood and said no. */
        REFUSED("refused"),
        /** It answered that it cannot answer now. */
        UNAVAILABLE("unavailable"),
        /** No answer came, or none that could be read. */
        UNREACHABLE("unreachable");

        private final String wire;

        Failure(String wire) {
            this.wire = wire;
        }
    }
}

package io.certyn.broker.sync.api;

import io.certyn.telemetry.Instruments.ControlPlane;
import io.certyn.telemetry.Meters;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The documented instruments of syncs. */
@ApplicationScoped
class SyncMetrics {

    private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

    private final LongCounter requests;
    private final LongCounter failures;
    private final DoubleHistogram duration;

    SyncMetrics(OpenTelemetry telemetry) {
        var meter = telemetry.getMeter(Meters.CONTROL_PLANE);
        requests = meter.counterBuilder(ControlPlane.SYNC_REQUESTS).build();
        failures = meter.counterBuilder(ControlPlane.SYNC_FAILURES).build();
        duration = meter.histogramBuilder(ControlPlane.SYNC_DURATION).setUnit("s").build();
    }

    void received() {
        requests.add(1);
    }

    void refused(String reason) {
        failures.add(1, Attributes.of(REASON, reason));
    }

    /** Until it was settled; how long it was then parked is no matter of speed. */
    void settled(Duration took) {
        duration.record(took.toNanos() / 1e9);
    }
}

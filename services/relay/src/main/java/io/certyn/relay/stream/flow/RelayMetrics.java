package io.certyn.relay.stream.flow;

import io.certyn.telemetry.Instruments.ControlPlane;
import io.certyn.telemetry.Meters;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongCounter;
import jakarta.enterprise.context.ApplicationScoped;

/** How many pictures were asked of runners, how many did not come, and how many came too late. */
@ApplicationScoped
class RelayMetrics {

    private final LongCounter requests;
    private final LongCounter timeouts;
    private final LongCounter refusals;

    RelayMetrics(OpenTelemetry telemetry) {
        var meter = telemetry.getMeter(Meters.CONTROL_PLANE);
        requests = meter.counterBuilder(ControlPlane.RELAY_REQUESTS).build();
        timeouts = meter.counterBuilder(ControlPlane.RELAY_TIMEOUTS).build();
        refusals = meter.counterBuilder(ControlPlane.EPOCHS_REFUSED).build();
    }

    void requested() {
        requests.add(1);
    }

    void timedOut() {
        timeouts.add(1);
    }

    void refused() {
        refusals.add(1);
    }
}

package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.telemetry.Instruments.ControlPlane;
import io.certyn.telemetry.Meters;
import io.certyn.testing.backing.WithBackingServices;
import io.certyn.testing.telemetry.WithCollector;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a collector gets where telemetry is switched on, which it is not by default. */
@QuarkusTest
@TestProfile(TelemetryIT.OfItsOwn.class)
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
@QuarkusTestResource(value = WithCollector.class, restrictToAnnotatedClass = true)
class TelemetryIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestCaller caller = new TestCaller("runners:manage");

    /** Keeps the collector's settings away from the other tests. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    @Test
    void everyDocumentedInstrumentIsSentAndRequestsAreTraced() {
        var runner = TestRunner.online(caller, caller.pool("measured", "self_hosted"));

        runner.sync().ok();
        assertThat(runner.sync().with("leases", List.of(Map.of("session", "x"))).send().status())
                .isEqualTo(422);
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            var session = orchestrator.request(runner.pool());
            runner.sync().claim(runner.sync().hold(SOON).ok().offers().getFirst()).ok();
            TestDatabase.expire(session);
        }

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(WithCollector.received("/v1/metrics"))
                                .contains(
                                        Meters.CONTROL_PLANE,
                                        ControlPlane.SYNC_REQUESTS,
                                        ControlPlane.SYNC_FAILURES,
                                        "invalid-sync",
                                        ControlPlane.LEASES_EXPIRED,
                                        ControlPlane.SYNC_DURATION));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(WithCollector.received("/v1/traces"))
                                .contains("lease-broker", "POST /runner/v1/sync"));
    }
}

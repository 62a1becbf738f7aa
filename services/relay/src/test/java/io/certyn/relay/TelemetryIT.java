package io.certyn.relay;

import static io.certyn.relay.TestLeaseBroker.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.protocol.link.FrameType;
import io.certyn.telemetry.Instruments.ControlPlane;
import io.certyn.telemetry.Meters;
import io.certyn.testing.backing.WithBackingServices;
import io.certyn.testing.keys.WithSigningKeys;
import io.certyn.testing.telemetry.WithCollector;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a collector gets of the relay where telemetry is switched on. */
@QuarkusTest
@TestProfile(TelemetryIT.OfItsOwn.class)
@WithBackingServices(service = "relay", kafka = false)
@WithSigningKeys(service = "relay")
@QuarkusTestResource(TestLeaseBroker.class)
@QuarkusTestResource(value = WithCollector.class, restrictToAnnotatedClass = true)
class TelemetryIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TestHTTPResource("/relay/v1/")
    URI relay = URI.create("unset");

    /** Keeps the collector's settings away from the other tests. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    @Test
    void aPictureThatDoesNotComeIsCountedAsAskedForAndAsTimedOut() throws Exception {
        var url = relay.toString().replaceFirst("^http", "ws") + "view/" + LIVE;
        var viewer = TestSocket.open(URI.create(url), LiveViewIT.ticket());
        viewer.next(FrameType.HELLO);

        // Nobody publishes.
        assertThat(viewer.closed.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(4504);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(WithCollector.received("/v1/metrics"))
                                .contains(
                                        Meters.CONTROL_PLANE,
                                        ControlPlane.RELAY_REQUESTS,
                                        ControlPlane.RELAY_TIMEOUTS));
    }
}

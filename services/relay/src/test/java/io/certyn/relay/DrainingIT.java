package io.certyn.relay;

import static io.certyn.relay.TestLeaseBroker.LIVE;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.link.FrameType;
import io.certyn.testing.backing.WithBackingServices;
import io.certyn.testing.keys.WithSigningKeys;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DrainingIT.OfItsOwn.class)
@WithBackingServices(service = "relay", kafka = false)
@WithSigningKeys(service = "relay")
@QuarkusTestResource(TestLeaseBroker.class)
class DrainingIT {

    @TestHTTPResource("/relay/v1/")
    URI relay = URI.create("unset");

    @Inject Event<ShutdownDelayInitiatedEvent> ending;

    /** A relay that has drained takes nobody, so no other test may have the same. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    @Test
    void whoIsThereWhenTheRelayEndsIsToldToComeBackAndWhoComesLaterToo() throws Exception {
        var viewer = socket("view/", LiveViewIT.ticket());
        viewer.next(FrameType.HELLO);
        var publisher = socket("publish/", LiveViewIT.publishToken());
        assertThat(viewer.next(FrameType.HELLO).text()).contains("\"live\"");

        ending.fire(new ShutdownDelayInitiatedEvent());

        assertThat(viewer.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1012);
        assertThat(publisher.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1012);
        var late = socket("view/", LiveViewIT.ticket());
        assertThat(late.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1012);
        // What is no socket is still served.
        get("/q/health/live").then().statusCode(200);
    }

    private TestSocket socket(String path, String ticket) {
        var url = relay.toString().replaceFirst("^http", "ws") + path + LIVE;
        return TestSocket.open(URI.create(url), ticket);
    }
}

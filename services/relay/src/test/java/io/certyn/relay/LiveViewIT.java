package io.certyn.relay;

import static io.certyn.relay.TestLeaseBroker.LIVE;
import static io.certyn.relay.TestLeaseBroker.MOVED;
import static io.certyn.relay.TestLeaseBroker.QUEUED;
import static io.certyn.relay.TestLeaseBroker.TENANT;
import static io.certyn.relay.TestLeaseBroker.UNWATCHABLE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.certyn.ids.TenantId;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.testing.backing.BackingServices;
import io.certyn.testing.backing.WithBackingServices;
import io.certyn.testing.keys.TestKeys;
import io.certyn.testing.keys.WithSigningKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBackingServices(service = "relay", kafka = false)
@WithSigningKeys(service = "relay")
@QuarkusTestResource(TestLeaseBroker.class)
class LiveViewIT {

    @TestHTTPResource("/relay/v1/")
    URI relay = URI.create("unset");

    @Test
    void everyRowNamesItsTenant() {
        assertThat(BackingServices.tablesWithoutTenant("relay")).isEmpty();
    }

    @Test
    void aViewerSeesThePictureOfTheRunner() throws Exception {
        var viewer = viewer(ticket());
        assertThat(viewer.subprotocol()).isEqualTo("certyn.live.v1");
        assertThat(viewer.next(FrameType.HELLO).text()).contains("session");
        var publisher = publisher(publishToken());

        publisher.send(Frame.text(FrameType.META, 1, "{\"url\":\"about:blank\"}"));
        publisher.send(Frame.of(FrameType.FRAME_JPEG, 1, new byte[200_000]));

        assertThat(viewer.next(FrameType.FRAME_JPEG).payload()).hasSize(200_000);
        assertThat(publisher.next(FrameType.ACK).seq()).isEqualTo(1);
        viewer.send(Frame.text(FrameType.ACK, 1, ""));
        publisher.send(Frame.of(FrameType.FRAME_JPEG, 2, new byte[10]));
        assertThat(viewer.next(FrameType.FRAME_JPEG).seq()).isEqualTo(2);

        var late = viewer(ticket());
        assertThat(late.next(FrameType.META).text()).contains("about:blank");
        assertThat(late.next(FrameType.FRAME_JPEG).seq()).isEqualTo(2);

        publisher.send(Frame.text(FrameType.BYE, 2, "{}"));
        assertThat(viewer.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(late.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    @Test
    void aTicketWorksOnce() throws Exception {
        var ticket = ticket();
        viewer(ticket).next(FrameType.HELLO);

        assertThat(viewer(ticket).closed.get(10, TimeUnit.SECONDS)).isEqualTo(4401);
    }

    @Test
    void anExpiredForgedOrForeignTicketIsRefused() throws Exception {
        var expired = signed("relay", "relay-view", LIVE, Instant.now().minusSeconds(120));
        var forged = signed("artifact", "relay-view", LIVE, Instant.now());
        var foreign = signed("relay", "relay-view", QUEUED, Instant.now());
        var publish = signed("relay", "relay-pub", LIVE, Instant.now());

        for (var ticket : new String[] {expired, forged, foreign, publish, "nonsense"}) {
            assertThat(viewer(ticket).closed.get(10, TimeUnit.SECONDS)).isEqualTo(4401);
        }
    }

    @Test
    void aViewerThatSendsInputIsClosed() throws Exception {
        var typing = viewer(ticket());
        typing.next(FrameType.HELLO);
        var talking = viewer(ticket());
        talking.next(FrameType.HELLO);

        typing.send(Frame.text(FrameType.CONTROL, 1, "{\"kind\":\"click\"}"));
        talking.sendText("click");

        assertThat(typing.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4403);
        assertThat(talking.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4403);
    }

    @Test
    void aPublisherOfALostLeaseIsTurnedAwayAndToldOf() throws Exception {
        var newer = TestSocket.open(socket("publish/", MOVED), publishing(2));
        newer.send(Frame.of(FrameType.FRAME_JPEG, 1, new byte[10]));
        assertThat(newer.next(FrameType.ACK).seq()).isEqualTo(1);

        var older = TestSocket.open(socket("publish/", MOVED), publishing(1));

        assertThat(older.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4403);
        assertThat(TestLeaseBroker.REFUSED.poll(10, TimeUnit.SECONDS))
                .contains("\"epoch\":1", TENANT.toString());
        newer.send(Frame.of(FrameType.FRAME_JPEG, 2, new byte[10]));
        assertThat(newer.next(FrameType.ACK).seq()).isEqualTo(2);
    }

    @Test
    void noTicketForASessionThatDoesNotRunOrIsNotYours() {
        given().header("Authorization", "Bearer " + caller(TENANT))
                .post("/api/v1/sessions/" + QUEUED + "/live-tickets")
                .then()
                .statusCode(409)
                .body("code", equalTo("session-not-live"));
        given().header("Authorization", "Bearer " + caller(TENANT))
                .post("/api/v1/sessions/" + UNWATCHABLE + "/live-tickets")
                .then()
                .statusCode(403)
                .body("code", equalTo("self-hosted-relay-off"))
                .body("detail", equalTo("They are off."));
        given().header("Authorization", "Bearer " + caller(new TenantId(new UUID(0, 8))))
                .post("/api/v1/sessions/" + LIVE + "/live-tickets")
                .then()
                .statusCode(404);
        given().post("/api/v1/sessions/" + LIVE + "/live-tickets").then().statusCode(401);
    }

    static String ticket() {
        return given().header("Authorization", "Bearer " + caller(TENANT))
                .post("/api/v1/sessions/" + LIVE + "/live-tickets")
                .then()
                .statusCode(201)
                .body("wsUrl", startsWith("ws://"))
                .extract()
                .path("ticket");
    }

    private static String caller(TenantId tenant) {
        return TestKeys.caller("relay", tenant, "runs:read");
    }

    static String publishToken() throws Exception {
        var request = TestLeaseBroker.OPENED.poll(10, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        return new ObjectMapper().readTree(request).path("publishToken").asText();
    }

    private static String publishing(long epoch) {
        return signed("relay", "relay-pub", MOVED, epoch, Instant.now());
    }

    private static String signed(String issuer, String audience, String session, Instant at) {
        return signed(issuer, audience, session, 1, at);
    }

    private static String signed(
            String issuer, String audience, String session, long epoch, Instant at) {
        return TestKeys.signer(issuer)
                .sign(
                        audience,
                        "somebody",
                        Map.of("tenant", TENANT.toString(), "session", session, "epoch", epoch),
                        Duration.ofSeconds(30),
                        at);
    }

    private TestSocket viewer(String ticket) {
        return TestSocket.open(socket("view/"), ticket);
    }

    private TestSocket publisher(String token) {
        return TestSocket.open(socket("publish/"), token);
    }

    private URI socket(String path) {
        return socket(path, LIVE);
    }

    private URI socket(String path, String session) {
        return URI.create(relay.toString().replaceFirst("^http", "ws") + path + session);
    }
}

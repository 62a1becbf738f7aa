package io.certyn.runner.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.ids.PoolId;
import io.certyn.ids.SessionId;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.runner.metrics.RunnerMetrics;
import io.certyn.runner.work.LeaseKey;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTunnelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PATH = "/relay/v1/publish/x";

    private final List<Boolean> capture = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private TestRelay relay;
    private LiveTunnel tunnel;

    @BeforeEach
    void start() throws IOException {
        relay = TestRelay.start();
        tunnel =
                new LiveTunnel(
                        new LeaseKey(new SessionId(UUID.randomUUID()), 1),
                        client,
                        relay::address,
                        capture::add,
                        new RunnerMetrics(OpenTelemetry.noop(), new PoolId(new UUID(0, 1))));
    }

    @AfterEach
    void stop() throws IOException {
        tunnel.close();
        relay.close();
        client.shutdownNow();
    }

    @Test
    void thePublisherShowsItsTicketAndAsksForPictures() {
        tunnel.open(PATH, "the.jwt");

        await().atMost(PATIENCE).until(() -> !relay.handshakes.isEmpty());
        assertThat(relay.handshakes.getFirst())
                .startsWith("GET " + PATH + " HTTP/1.1")
                .containsIgnoringCase("Sec-WebSocket-Protocol: certyn.live.v1, ticket.the.jwt");
        assertThat(capture).containsExactly(true);
    }

    @Test
    void onePictureIsUnderWayAndTheNewestWins() throws IOException {
        tunnel.open(PATH, "t");
        tunnel.publish(picture(1));
        await().atMost(PATIENCE).until(() -> widths().equals(List.of(1)));

        tunnel.publish(picture(2));
        tunnel.publish(picture(3));
        tunnel.publish(picture(4));
        // A message of the other lane passes the waiting picture.
        tunnel.publish(step("a"));
        await().atMost(PATIENCE).until(() -> relay.received.size() == 2);
        assertThat(widths()).containsExactly(1);
        relay.acknowledge(1);

        await().atMost(PATIENCE).until(() -> widths().equals(List.of(1, 4)));
    }

    @Test
    void stepsKeepTheirOrderAlsoThoseFromBeforeSomebodyWatched() {
        tunnel.publish(step("a"));
        tunnel.publish(step("b"));
        tunnel.open(PATH, "t");
        tunnel.publish(step("c"));

        await().atMost(PATIENCE).until(() -> relay.received.size() == 3);
        assertThat(relay.received).extracting(Frame::text).containsExactly("a", "b", "c");
        assertThat(relay.received).extracting(Frame::seq).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatCouldNotBeKeptIsSaid() {
        for (int i = 0; i < 300; i++) {
            tunnel.publish(step("x" + i));
        }

        tunnel.open(PATH, "t");

        await().atMost(PATIENCE).until(() -> relay.received.size() == 300 - 256 + 1);
        assertThat(relay.received.getFirst().type()).isEqualTo(FrameType.RESYNC);
        assertThat(relay.received.getLast().text()).isEqualTo("x299");
    }

    @Test
    void aBrokenConnectionIsOpenedAgainAndShowsThePageAsItIs() throws IOException {
        tunnel.open(PATH, "t");
        tunnel.publish(picture(1));
        await().atMost(PATIENCE).until(() -> widths().equals(List.of(1)));

        relay.breakConnection();

        await().atMost(PATIENCE).until(() -> widths().equals(List.of(1, 1)));
        assertThat(relay.handshakes).hasSize(2);
        assertThat(capture).containsExactly(true);
    }

    @Test
    void aTicketThatIsNotTakenEndsTheTunnel() throws IOException {
        tunnel.open(PATH, "t");
        tunnel.publish(step("a"));
        await().atMost(PATIENCE).until(() -> relay.received.size() == 1);

        relay.close(4401);

        await().atMost(PATIENCE).until(() -> capture.equals(List.of(true, false)));
        assertThat(relay.handshakes).hasSize(1);
    }

    @Test
    void nothingIsSentOnceNobodyWatches() {
        tunnel.open(PATH, "t");
        tunnel.publish(step("a"));
        await().atMost(PATIENCE).until(() -> relay.received.size() == 1);

        tunnel.pause();
        tunnel.publish(step("b"));

        assertThat(capture).containsExactly(true, false);
        await().during(Duration.ofMillis(300)).until(() -> relay.received.size() == 1);
    }

    private List<Integer> widths() {
        return relay.received.stream()
                .filter(frame -> frame.type() == FrameType.FRAME_JPEG)
                .map(Frame::width)
                .toList();
    }

    private static Frame picture(int width) {
        return new Frame(FrameType.FRAME_JPEG, 0, 0, 1, width, 1, new byte[100_000]);
    }

    private static Frame step(String text) {
        return Frame.text(FrameType.STEP, 0, text);
    }
}

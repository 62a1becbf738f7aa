package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkMessages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivePictureIT {

    private static final String MOVING =
            "<h1>Moving</h1><p id=n></p><script>let n=0;setInterval(()=>{"
                    + "document.getElementById('n').textContent=n++},20)</script>";

    @Test
    void picturesComeOnlyWhileSomebodyWatchesAndAtMostTenASecond() throws Exception {
        var lines = List.of("Go to /", "Wait 20 s");
        try (var site = TestSite.start().page("/", MOVING);
                var agent =
                        TestAgent.start(
                                TestAgent.assignment(
                                        site.url(),
                                        List.of(TestAgent.oneCase("m", lines, List.of())),
                                        Map.of(),
                                        TestAgent.budgets()))) {
            var link = agent.link();
            // Given
            await().atMost(Duration.ofSeconds(30)).until(() -> link.steps("started").size() == 2);
            assertThat(link.frames(FrameType.FRAME_JPEG)).isEmpty();

            // When
            link.send(LinkMessages.Control.capture(true));

            // Then
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> link.frames(FrameType.FRAME_JPEG).size() >= 15);
            var pictures = link.frames(FrameType.FRAME_JPEG);
            assertThat(pictures)
                    .allSatisfy(picture -> {
                        assertThat(picture.payload()).startsWith(0xFF, 0xD8);
                        assertThat(picture.width()).isEqualTo(1280);
                        assertThat(picture.height()).isEqualTo(720);
                    });
            long first = pictures.get(0).captureEpochMicros();
            long last = pictures.get(14).captureEpochMicros();
            assertThat(Duration.ofNanos((last - first) * 1_000))
                    .isGreaterThan(Duration.ofMillis(1_200));
            assertThat(pictures.stream().map(Frame::seq)).isSorted().doesNotHaveDuplicates();

            link.send(LinkMessages.Control.cancel("enough"));
            assertThat(agent.result().outcome()).isEqualTo("cancelled");
        }
    }

    @Test
    void whoComesLateToAStillPageGetsItsLastPictureAtOnce() throws Exception {
        var lines = List.of("Go to /", "Wait 20 s");
        try (var site = TestSite.start().page("/", "<h1>Still</h1>");
                var agent =
                        TestAgent.start(
                                TestAgent.assignment(
                                        site.url(),
                                        List.of(TestAgent.oneCase("s", lines, List.of())),
                                        Map.of(),
                                        TestAgent.budgets()))) {
            var link = agent.link();
            // Given
            await().atMost(Duration.ofSeconds(30)).until(() -> link.steps("started").size() == 2);
            link.send(LinkMessages.Control.capture(true));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !link.frames(FrameType.FRAME_JPEG).isEmpty());
            link.send(LinkMessages.Control.capture(false));
            int before = link.frames(FrameType.FRAME_JPEG).size();

            // When
            link.send(LinkMessages.Control.capture(true));

            // Then
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> link.frames(FrameType.FRAME_JPEG).size() > before);
            link.send(LinkMessages.Control.cancel("enough"));
            assertThat(agent.result().outcome()).isEqualTo("cancelled");
        }
    }
}

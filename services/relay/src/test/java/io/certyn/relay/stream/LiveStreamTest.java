package io.certyn.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.relay.stream.LiveStream.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LiveStreamTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final LiveStream stream =
            new LiveStream(new SessionId(new UUID(0, 1)), new TenantId(new UUID(0, 2)), NOON);
    private final TestSink runner = new TestSink();

    @Test
    void aSlowViewerSeesFewerPicturesAndTheNewestOne() {
        var viewer = watching("v");
        publishing(1);

        picture(1);
        picture(2);
        picture(3);
        stream.drawn("v", NOON);

        assertThat(viewer.seqs(FrameType.FRAME_JPEG)).containsExactly(1L, 3L);
    }

    @Test
    void aNodeThatEndsSendsEverybodyAwayToComeBackAndTakesNobody() {
        var streams = new LiveStreams();
        var carried = streams.open(stream.session(), stream.tenant(), NOON);
        var viewer = new TestSink();
        carried.join("v", viewer, NOON);
        carried.publish("p", 1, runner);

        streams.drain();

        assertThat(viewer.closed).isEqualTo(CloseCode.DRAINING);
        assertThat(runner.closed).isEqualTo(CloseCode.DRAINING);
        assertThat(carried.join("again", new TestSink(), NOON)).isFalse();
        streams.remove(carried);
        var other = streams.open(stream.session(), stream.tenant(), NOON);
        assertThat(other.join("again", new TestSink(), NOON)).isFalse();
    }

    @Test
    void aSlowViewerDoesNotSlowTheOthers() {
        watching("slow");
        var quick = watching("quick");
        publishing(1);

        for (long seq = 1; seq <= 5; seq++) {
            picture(seq);
            stream.drawn("quick", NOON);
        }

        assertThat(quick.seqs(FrameType.FRAME_JPEG)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aLateJoinerSeesThePageTheRecentEventsAndTheLastPictureAtOnce() {
        publishing(1);
        event(FrameType.META, 1);
        LongStream.rangeClosed(1, 250).forEach(seq -> event(FrameType.STEP, seq));
        picture(9);

        var viewer = watching("late");

        assertThat(viewer.sent.getFirst().type()).isEqualTo(FrameType.HELLO);
        assertThat(viewer.sent.getFirst().text()).contains("\"state\":\"live\"");
        assertThat(viewer.seqs(FrameType.META)).containsExactly(1L);
        assertThat(viewer.seqs(FrameType.STEP)).hasSize(LiveStream.RING).first().isEqualTo(51L);
        assertThat(viewer.seqs(FrameType.FRAME_JPEG)).containsExactly(9L);
    }

    @Test
    void noEventIsLostToAViewerThatOwesAnAcknowledgement() {
        var viewer = watching("v");
        publishing(1);
        picture(1);

        LongStream.rangeClosed(1, 100).forEach(seq -> event(FrameType.STEP, seq));

        assertThat(viewer.seqs(FrameType.STEP)).hasSize(100);
    }

    @Test
    void everyPictureOfThePublisherIsAcknowledged() {
        publishing(1);

        var answer = stream.receive("p1", Frame.of(FrameType.FRAME_JPEG, 7, new byte[1]), NOON);

        assertThat(answer).isNotNull().returns(FrameType.ACK, Frame::type).returns(7L, Frame::seq);
    }

    @Test
    void anOlderEpochMayNotPublish() {
        publishing(2);

        assertThat(stream.publish("p1", 1, new TestSink())).isFalse();
        assertThat(runner.closed).isNull();
    }

    @Test
    void anOlderEpochMayNotPublishOnceANewerOneDid() {
        publishing(2);
        stream.unpublish("p1", NOON);

        assertThat(stream.publish("p0", 1, new TestSink())).isFalse();
        assertThat(stream.hasLeftBehind(1)).isTrue();
        assertThat(stream.publish("p2", 2, new TestSink())).isTrue();
    }

    @Test
    void aNewerEpochReplacesThePublisherAndTheOldOneIsIgnored() {
        var viewer = watching("v");
        publishing(1);

        assertThat(stream.publish("p2", 2, new TestSink())).isTrue();
        picture(5);

        assertThat(runner.closed).isEqualTo(CloseCode.SESSION_OVER);
        assertThat(viewer.seqs(FrameType.FRAME_JPEG)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSIGNMENT", "CONTROL", "CHUNK", "SECRET", "RESULT"})
    void aPublisherThatSendsLinkMessagesIsClosed(FrameType type) {
        var viewer = watching("v");
        publishing(1);

        event(type, 1);

        assertThat(runner.closed).isEqualTo(CloseCode.FORBIDDEN_MESSAGE);
        assertThat(viewer.seqs(type)).isEmpty();
    }

    @Test
    void theEndOfTheSessionIsTheEndOfEverySocket() {
        var viewer = watching("v");
        publishing(1);

        event(FrameType.BYE, 1);

        assertThat(viewer.closed).isEqualTo(CloseCode.SESSION_OVER);
        assertThat(stream.join("w", new TestSink(), NOON)).isFalse();
        assertThat(stream.tend(NOON)).isEqualTo(Upkeep.OVER);
    }

    @Test
    void aStreamNobodyWatchesIsClosedAfterItsLinger() {
        watching("v");
        publishing(1);
        picture(1);
        stream.leave("v", NOON);

        assertThat(stream.tend(NOON.plus(LiveStream.LINGER))).isEqualTo(Upkeep.KEEP);
        assertThat(stream.tend(after(LiveStream.LINGER))).isEqualTo(Upkeep.CLOSE_UNWATCHED);
        assertThat(runner.closed).isEqualTo(CloseCode.SESSION_OVER);
    }

    @Test
    void aViewerWhoComesBackInTimeKeepsTheStream() {
        watching("v");
        publishing(1);
        stream.leave("v", NOON);
        watching("w");

        assertThat(stream.tend(after(LiveStream.LINGER))).isEqualTo(Upkeep.KEEP);
    }

    @Test
    void viewersAreToldWhenNoPictureComes() {
        var viewer = watching("v");

        assertThat(stream.tend(after(LiveStream.FIRST_PICTURE))).isEqualTo(Upkeep.TIMED_OUT);
        assertThat(viewer.closed).isEqualTo(CloseCode.NO_FIRST_FRAME);
    }

    @Test
    void viewersKeepTheLastPictureWhileTheRunnerReconnects() {
        var viewer = watching("v");
        publishing(1);
        picture(1);

        stream.unpublish("p1", NOON);

        assertThat(viewer.sent.getLast().text()).contains("\"state\":\"reconnecting\"");
        assertThat(stream.tend(NOON.plus(LiveStream.PUBLISHER_GRACE))).isEqualTo(Upkeep.KEEP);
        assertThat(stream.tend(after(LiveStream.PUBLISHER_GRACE))).isEqualTo(Upkeep.TIMED_OUT);
        assertThat(viewer.closed).isEqualTo(CloseCode.PUBLISHER_GONE);
    }

    @Test
    void aViewerThatNeverAcknowledgesIsClosed() {
        var viewer = watching("v");
        publishing(1);
        picture(1);

        stream.tend(after(LiveStream.VIEWER_GRACE));

        assertThat(viewer.closed).isEqualTo(CloseCode.STALLED);
    }

    @Test
    void aSessionHasAtMostFiftyViewers() {
        for (int i = 0; i < LiveStream.MAX_VIEWERS; i++) {
            assertThat(stream.join("v" + i, new TestSink(), NOON)).isTrue();
        }

        assertThat(stream.join("one more", new TestSink(), NOON)).isFalse();
    }

    private TestSink watching(String id) {
        var sink = new TestSink();
        assertThat(stream.join(id, sink, NOON)).isTrue();
        return sink;
    }

    private void publishing(long epoch) {
        assertThat(stream.publish("p1", epoch, runner)).isTrue();
    }

    private void picture(long seq) {
        stream.receive("p1", Frame.of(FrameType.FRAME_JPEG, seq, new byte[] {1}), NOON);
    }

    private void event(FrameType type, long seq) {
        stream.receive("p1", Frame.text(type, seq, "{}"), NOON);
    }

    private static Instant after(Duration duration) {
        return NOON.plus(duration).plusMillis(1);
    }
}

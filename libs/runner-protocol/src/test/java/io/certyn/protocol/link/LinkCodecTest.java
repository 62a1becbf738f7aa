package io.certyn.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCodecTest {

    @ParameterizedTest
    @EnumSource
    void everyTypeOfMessageSurvivesTheLink(FrameType type) throws IOException {
        var frame = new Frame(type, 3, 4_000_000_000L, 1_790_000_000_000_000L, 1280, 720, bytes(5));
        var wire = new ByteArrayOutputStream();

        new LinkCodec(new ByteArrayInputStream(new byte[0]), wire).write(frame);
        var read = reading(wire.toByteArray()).read();

        assertThat(read).usingRecursiveComparison().isEqualTo(frame);
    }

    @Test
    void theLargestPayloadPassesAndOneByteMoreDoesNot() throws IOException {
        var wire = new ByteArrayOutputStream();
        var largest = Frame.of(FrameType.CHUNK, 1, new byte[Frame.MAX_PAYLOAD]);

        new LinkCodec(new ByteArrayInputStream(new byte[0]), wire).write(largest);

        assertThat(reading(wire.toByteArray()).read().payload()).hasSize(Frame.MAX_PAYLOAD);
        assertThatThrownBy(() -> Frame.of(FrameType.CHUNK, 1, new byte[Frame.MAX_PAYLOAD + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 23, Integer.MAX_VALUE})
    void aLengthThatCannotBeIsRefusedBeforeAnythingIsRead(int length) {
        var wire = ByteBuffer.allocate(4).putInt(length).array();

        assertThatThrownBy(() -> reading(wire).read()).isInstanceOf(MalformedFrame.class);
    }

    @Test
    void aLinkThatClosesWithinAMessageEnds() {
        var whole = Frame.text(FrameType.TRACE, 1, "{}").encode();
        var wire = ByteBuffer.allocate(4 + whole.remaining() - 1);
        wire.putInt(whole.remaining()).put(whole.slice(0, whole.remaining() - 1));

        assertThatThrownBy(() -> reading(wire.array()).read()).isInstanceOf(EOFException.class);
    }

    @Test
    void damagedMessagesAreRefusedAndNeverMisread() {
        var random = new Random(11);
        var whole = Frame.of(FrameType.FRAME_JPEG, 9, bytes(40)).encode().array();
        for (int i = 0; i < 20_000; i++) {
            var damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 8));
            damage(damaged, random);

            assertThatCodeIsFrameOrRefusal(damaged);
        }
    }

    private static void damage(byte[] message, Random random) {
        if (message.length > 0) {
            message[random.nextInt(message.length)] ^= (byte) (1 + random.nextInt(255));
        }
    }

    private static void assertThatCodeIsFrameOrRefusal(byte[] message) {
        try {
            var frame = Frame.decode(ByteBuffer.wrap(message));
            assertThat(frame.payload()).hasSize(message.length - Frame.HEADER_BYTES);
        } catch (MalformedFrame e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    private static LinkCodec reading(byte[] wire) {
        return new LinkCodec(new ByteArrayInputStream(wire), new ByteArrayOutputStream());
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}

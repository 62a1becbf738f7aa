package io.certyn.protocol.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One message of live.v1 and of the link: a 24-byte header, big endian, and a payload of at most 1
 * MiB. Layout: {@code u8 version=1 | u8 type | u16 flags | u32 seq | u64 captureEpochMicros | u16
 * width | u16 height | u32 payloadLen}. The payload is shared, never copied: nobody may change it.
 *
 * @param captureEpochMicros when the content was seen, microseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent")
public record Frame(
        FrameType type,
        int flags,
        long seq,
        long captureEpochMicros,
        int width,
        int height,
        byte[] payload) {

    public static final int VERSION = 1;
    public static final int HEADER_BYTES = 24;
    public static final int MAX_PAYLOAD = 1024 * 1024;

    public Frame {
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "payload of " + payload.length + " bytes is over 1 MiB");
        }
    }

    public static Frame of(FrameType type, long seq, byte[] payload) {
        return new Frame(type, 0, seq, 0, 0, 0, payload);
    }

    public static Frame text(FrameType type, long seq, String payload) {
        return of(type, seq, payload.getBytes(StandardCharsets.UTF_8));
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Header and payload as one buffer, ready to be sent. */
    public ByteBuffer encode() {
        var buffer = ByteBuffer.allocate(HEADER_BYTES + payload.length);
        buffer.put((byte) VERSION)
                .put((byte) type.code())
                .putShort((short) flags)
                .putInt((int) seq)
                .putLong(captureEpochMicros)
                .putShort((short) width)
                .putShort((short) height)
                .putInt(payload.length)
                .put(payload);
        return buffer.flip();
    }

    /**
     * Reads exactly one message.
     *
     * @throws MalformedFrame if the version, the type or a length is wrong
     */
    public static Frame decode(ByteBuffer buffer) throws MalformedFrame {
        if (buffer.remaining() < HEADER_BYTES) {
            throw new MalformedFrame("shorter than a header: " + buffer.remaining() + " bytes");
        }
        int version = buffer.get() & 0xFF;
        if (version != VERSION) {
            throw new MalformedFrame("unknown version " + version);
        }
        int code = buffer.get() & 0xFF;
        var type =
                FrameType.ofCode(code)
                        .orElseThrow(() ->
                                new MalformedFrame("unknown type " + Integer.toHexString(code)));
        int flags = buffer.getShort() & 0xFFFF;
        long seq = buffer.getInt() & 0xFFFF_FFFFL;
        long captured = buffer.getLong();
        int width = buffer.getShort() & 0xFFFF;
        int height = buffer.getShort() & 0xFFFF;
        int length = buffer.getInt();
        if (length < 0 || length > MAX_PAYLOAD || length != buffer.remaining()) {
            throw new MalformedFrame(
                    "payload length " + length + " with " + buffer.remaining() + " bytes left");
        }
        var payload = new byte[length];
        buffer.get(payload);
        return new Frame(type, flags, seq, captured, width, height, payload);
    }
}

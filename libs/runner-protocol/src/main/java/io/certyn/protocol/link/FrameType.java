package io.certyn.protocol.link;

import java.util.Optional;

/**
 * Types of messages: below 0x40 the live.v1 protocol, from 0x40 the link between agent and runner.
 */
public enum FrameType {
    FRAME_JPEG(0x01),
    META(0x10),
    STEP(0x11),
    LOG(0x13),
    RESYNC(0x14),
    HELLO(0x20),
    CONFIG(0x21),
    ACK(0x22),
    HEARTBEAT(0x23),
    PRIVACY(0x24),
    TIME(0x30),
    BYE(0x3F),
    LINK_HELLO(0x40),
    ASSIGNMENT(0x41),
    CONTROL(0x42),
    TRACE(0x43),
    CHUNK(0x44),
    RESULT(0x45),
    SECRET(0x46),
    MODEL(0x47),
    LINK_ACK(0x48);

    private static final FrameType[] BY_CODE = new FrameType[256];

    static {
        for (var type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Types below 0x40 belong to the live picture and may pass on to the relay. */
    public boolean isLive() {
        return code < 0x40;
    }

    public static Optional<FrameType> ofCode(int code) {
        return Optional.ofNullable(BY_CODE[code & 0xFF]);
    }
}

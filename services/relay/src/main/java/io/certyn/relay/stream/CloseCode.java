package io.certyn.relay.stream;

/** Why a socket of the live view is closed. */
public enum CloseCode {
    SESSION_OVER(1000),
    DRAINING(1012),
    TICKET(4401),
    FORBIDDEN_MESSAGE(4403),
    STALLED(4408),
    PUBLISHER_GONE(4410),
    OVERLOAD(4429),
    NO_FIRST_FRAME(4504);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}

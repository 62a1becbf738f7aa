package io.certyn.protocol.link;

import java.io.IOException;

/** Bytes that are no message of ours; the link or socket they came from is closed. */
public final class MalformedFrame extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedFrame(String message) {
        super(message);
    }
}

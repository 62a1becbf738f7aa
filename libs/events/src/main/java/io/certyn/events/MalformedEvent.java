package io.certyn.events;

import org.jspecify.annotations.Nullable;

/** A record that is no event of ours; it belongs on the topic's dead-letter queue. */
public final class MalformedEvent extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

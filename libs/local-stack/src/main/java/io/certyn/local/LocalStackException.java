package io.certyn.local;

import org.jspecify.annotations.Nullable;

/** A part of the local stack could not start; the message is one sentence for the user. */
public final class LocalStackException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LocalStackException(String message) {
        this(message, null);
    }

    public LocalStackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

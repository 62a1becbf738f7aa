package io.certyn.runner.control;

import java.io.IOException;
import java.time.Duration;

/** The control plane cannot answer now: 429 or 5xx. */
public final class Unavailable extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public Unavailable(int status, String path, Duration retryAfter) {
        super(path + " answered " + status);
        this.retryAfter = retryAfter;
    }

    /** What the answer asked for; zero when it asked for nothing. */
    public Duration retryAfter() {
        return retryAfter;
    }
}

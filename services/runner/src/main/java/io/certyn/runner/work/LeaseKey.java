package io.certyn.runner.work;

import io.certyn.ids.SessionId;

/** One attempt at one session; nothing said under an older epoch counts. */
public record LeaseKey(SessionId session, long epoch) {

    public LeaseKey {
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch " + epoch + " of " + session);
        }
    }

    /** A name for containers, directories and processes: a repeated start collides. */
    @Override
    public String toString() {
        return session + "-" + epoch;
    }
}

package io.certyn.agent.session;

/** The right to act is gone; the session unwinds without reporting anything. */
public final class SessionExpired extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SessionExpired(String why) {
        super(why, null, false, false);
    }
}

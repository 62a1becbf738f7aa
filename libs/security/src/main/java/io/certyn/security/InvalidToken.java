package io.certyn.security;

/** Why a token is not accepted. The message is for our log, never for the caller. */
public final class InvalidToken extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidToken(String reason) {
        super(reason);
    }

    public InvalidToken(String reason, Throwable cause) {
        super(reason, cause);
    }
}

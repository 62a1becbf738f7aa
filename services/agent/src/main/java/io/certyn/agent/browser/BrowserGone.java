package io.certyn.agent.browser;

/** The page or the whole browser has crashed or was ended; nothing more can be done with it. */
public final class BrowserGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrowserGone(String message, Throwable cause) {
        super(message, cause);
    }
}

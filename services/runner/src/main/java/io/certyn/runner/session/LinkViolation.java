package io.certyn.runner.session;

import java.io.IOException;

/** An agent sent what no agent of ours sends; the link is closed and the session ends. */
final class LinkViolation extends IOException {

    private static final long serialVersionUID = 1L;

    LinkViolation(String message) {
        super(message);
    }
}

package io.certyn.runner.work.sync;

/** The control plane does not know this runner: it was revoked, or its registration is lost. */
public final class Disowned extends Exception {

    private static final long serialVersionUID = 1L;
}

package io.certyn.runner.work.sync;

/** A newer instance of this runner exists: this one ends and leaves everything to it. */
public final class Superseded extends Exception {

    private static final long serialVersionUID = 1L;

    public Superseded() {
        super("a newer instance of this runner was opened");
    }
}

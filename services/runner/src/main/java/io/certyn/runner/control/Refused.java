package io.certyn.runner.control;

/** The control plane understood the request and said no. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    public Refused(int status, String path, String title) {
        super(path + " answered " + status + (title.isEmpty() ? "" : ": " + title));
        this.status = status;
    }

    public int status() {
        return status;
    }
}

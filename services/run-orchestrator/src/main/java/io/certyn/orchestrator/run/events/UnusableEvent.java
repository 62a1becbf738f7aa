package io.certyn.orchestrator.run.events;

/** An event whose data are not what its type promises; no repetition helps. */
final class UnusableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableEvent(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}

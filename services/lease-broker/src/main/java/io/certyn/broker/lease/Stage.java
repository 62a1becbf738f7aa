package io.certyn.broker.lease;

/** How far a held session got; a runner reports it and it only goes forward. */
public enum Stage {
    LEASED,
    STARTING,
    RUNNING,
    FINISHING;

    public boolean isBefore(Stage other) {
        return compareTo(other) < 0;
    }

    /** Whether the session occupies a slot; while finishing, its container is gone. */
    public boolean occupiesSlot() {
        return isBefore(FINISHING);
    }
}

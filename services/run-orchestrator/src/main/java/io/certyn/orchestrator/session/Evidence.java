package io.certyn.orchestrator.session;

/** Whether everything that supports a session's results was stored and checked. */
public sealed interface Evidence {

    /** Not sealed yet. */
    record Pending() implements Evidence {}

    /** Checked against its manifest; the only ground for a pass. */
    record Complete() implements Evidence {}

    /** Something is missing; the reason is a code. */
    record Incomplete(String reason) implements Evidence {}

    Evidence PENDING = new Pending();

    Evidence COMPLETE = new Complete();

    static Evidence incomplete(String reason) {
        return new Incomplete(reason);
    }
}

package io.certyn.orchestrator.run;

import java.time.Instant;

/**
 * What was agreed when the run was made.
 *
 * @param deadline when the run is given up
 * @param failuresAllowed how many failed cases the run may have and still pass
 */
public record Plan(Kind kind, Instant deadline, int failuresAllowed) {

    /** What the sessions of the run do. */
    public enum Kind {
        CASES,
        EXPLORATION
    }

    public Plan {
        if (failuresAllowed < 0) {
            throw new IllegalArgumentException("failures allowed below 0: " + failuresAllowed);
        }
    }

    /** One that allows no failure. */
    public static Plan of(Kind kind, Instant deadline) {
        return new Plan(kind, deadline, 0);
    }

    public static Plan cases(Instant deadline) {
        return of(Kind.CASES, deadline);
    }
}

package io.certyn.agent.check;

import java.util.Optional;

/** An outcome with the reason for it; a pass needs none. */
public record Verdict(Outcome outcome, Optional<Reason> reason, String message) {

    /** A page can put any text into a message. */
    private static final int LONGEST = 2_000;

    public Verdict {
        message = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }

    public static final Verdict PASSED = new Verdict(Outcome.PASSED, Optional.empty(), "");
    public static final Verdict SKIPPED = new Verdict(Outcome.SKIPPED, Optional.empty(), "");

    public static Verdict of(Reason reason, String message) {
        return new Verdict(reason.outcome(), Optional.of(reason), message);
    }

    /** Passed, with something worth telling. */
    public static Verdict passed(String message) {
        return new Verdict(Outcome.PASSED, Optional.empty(), message);
    }

    public boolean isPassed() {
        return outcome == Outcome.PASSED;
    }
}

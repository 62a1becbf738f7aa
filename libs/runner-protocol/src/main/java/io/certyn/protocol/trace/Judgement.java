package io.certyn.protocol.trace;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a step or a case, in the words of the trace.
 *
 * @param reason empty for a pass and for what was left out
 */
public record Judgement(String outcome, Optional<String> reason) {

    static final Judgement PASSED = new Judgement("passed", Optional.empty());
    static final Judgement SKIPPED = new Judgement("skipped", Optional.empty());

    /** Each reason with the outcome it leads to. */
    private static final Map<String, String> OUTCOMES =
            Map.ofEntries(
                    Map.entry("EXPECTATION_FALSE", "failed"),
                    Map.entry("TARGET_NOT_FOUND", "failed"),
                    Map.entry("TARGET_NOT_ACTIONABLE", "failed"),
                    Map.entry("SERVER_ERROR", "failed"),
                    Map.entry("AMBIGUOUS_TARGET", "blocked"),
                    Map.entry("STEP_NOT_UNDERSTOOD", "blocked"),
                    Map.entry("VARIABLE_MISSING", "blocked"),
                    Map.entry("SECRET_MISSING", "blocked"),
                    Map.entry("FILE_MISSING", "blocked"),
                    Map.entry("ENVIRONMENT_UNREACHABLE", "blocked"),
                    Map.entry("NAVIGATION_DENIED", "blocked"),
                    Map.entry("NO_EXPECTATION", "inconclusive"),
                    Map.entry("NOT_EXECUTED", "inconclusive"),
                    Map.entry("NOT_EVIDENCED", "inconclusive"),
                    Map.entry("CLAIM_CONTRADICTED", "inconclusive"),
                    Map.entry("BUDGET_EXCEEDED", "inconclusive"),
                    Map.entry("WEBGL_UNSUPPORTED", "error"),
                    Map.entry("BROWSER_CRASHED", "error"),
                    Map.entry("AGENT_CRASHED", "error"),
                    Map.entry("CANCELLED", "cancelled"));

    /** What a reason leads to; one that nobody knows is an error. */
    public static Judgement of(String reason) {
        return new Judgement(OUTCOMES.getOrDefault(reason, "error"), Optional.of(reason));
    }

    /** What an incident comes to. */
    static Judgement ofIncident(String kind) {
        return of(kind.toUpperCase(Locale.ROOT));
    }

    public boolean isPassed() {
        return outcome.equals("passed");
    }

    /** As a person reads it. */
    public String shown() {
        return outcome + reason.map(why -> " " + why).orElse("");
    }
}

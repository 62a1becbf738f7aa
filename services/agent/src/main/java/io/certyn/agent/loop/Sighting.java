package io.certyn.agent.loop;

import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.find.Candidate;
import io.certyn.agent.find.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was last found for a target and since when it has been the same. A page that is still being
 * built shows weak fits and doubles for a moment, so these have to last before they count.
 *
 * @param since time into the step
 */
public record Sighting(Resolution found, Duration since) {

    private static final Duration SETTLED = Duration.ofMillis(300);
    private static final int CANDIDATES_SHOWN = 8;

    /**
     * How long a target is looked for.
     *
     * @param most until it counts as absent
     * @param mayBeAbsent whether the step is left out then
     */
    public record Terms(Duration most, boolean mayBeAbsent) {}

    public static Sighting first(Resolution found, Duration now) {
        return new Sighting(found, now);
    }

    public Sighting then(Resolution next, Duration now) {
        return next.equals(found) ? this : new Sighting(next, now);
    }

    public Decision decide(Duration now, String target, Terms terms) {
        boolean settled = now.minus(since).compareTo(SETTLED) >= 0;
        return switch (found) {
            case Resolution.Unique(var chosen) ->
                    settled || !chosen.tier().isWeak()
                            ? new Decision.Use(chosen)
                            : new Decision.LookAgain();
            case Resolution.Ambiguous(var candidates) ->
                    settled
                            ? new Decision.GiveUp(
                                    Verdict.of(
                                            Reason.AMBIGUOUS_TARGET, ambiguous(target, candidates)))
                            : new Decision.LookAgain();
            case Resolution.Absent(var missing) -> absent(now, missing, terms);
        };
    }

    private static Decision absent(Duration now, String missing, Terms terms) {
        if (now.compareTo(terms.most()) < 0) {
            return new Decision.LookAgain();
        }
        return terms.mayBeAbsent()
                ? new Decision.LeaveOut()
                : new Decision.GiveUp(
                        Verdict.of(
                                Reason.TARGET_NOT_FOUND,
                                missing + " within " + terms.most().toMillis() / 1000.0 + " s"));
    }

    public static String ambiguous(String target, List<Candidate> candidates) {
        var shown =
                candidates.stream()
                        .limit(CANDIDATES_SHOWN)
                        .map(Candidate::shown)
                        .collect(Collectors.joining("; "));
        return target
                + " fits "
                + candidates.size()
                + " elements: "
                + shown
                + ". Say which with a role, in \"section\", 1st, 2nd or last";
    }
}

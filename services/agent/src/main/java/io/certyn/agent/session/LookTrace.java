package io.certyn.agent.session;

import io.certyn.agent.browser.Observation;
import io.certyn.agent.check.Finding;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Candidate;
import io.certyn.agent.find.Resolution;
import io.certyn.protocol.trace.TraceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in the trace what was seen and what was decided on it. */
final class LookTrace {

    private static final String BY_RULE = "rule";
    private static final int CANDIDATES = 20;
    private static final int LONGEST = 4_000;

    private final Evidence evidence;

    LookTrace(Evidence evidence) {
        this.evidence = evidence;
    }

    /** A question, how often it was asked and for how long. */
    record Asked(String expected, int attempts, Duration taken) {}

    /** What came of choosing an element, and why. */
    record Choice(
            Resolution found,
            TraceRecord.Found number,
            @Nullable Candidate chosen,
            String reason) {}

    void chose(
            Evidence.Spot spot,
            Observation observation,
            String wanted,
            Choice choice,
            int attempts) {
        observed(spot, observation);
        decided(spot, wanted, choice, attempts);
    }

    void verified(Evidence.Spot spot, Observation observation, Finding finding, Asked asked) {
        observed(spot, observation);
        finding.found()
                .ifPresent(found ->
                        decided(
                                spot,
                                asked.expected(),
                                new Choice(
                                        found,
                                        number(found),
                                        found instanceof Resolution.Unique(var chosen)
                                                ? chosen
                                                : null,
                                        finding.actual()),
                                asked.attempts()));
        evidence.trace(
                spot,
                new TraceRecord.Verify(
                        asked.expected(),
                        finding.actual(),
                        finding.proof().orElse(null),
                        finding.holds(),
                        asked.attempts(),
                        asked.taken().toMillis()));
    }

    private void decided(Evidence.Spot spot, String wanted, Choice choice, int attempts) {
        var chosen = choice.chosen();
        evidence.trace(
                spot,
                new TraceRecord.Decide(
                        BY_RULE,
                        wanted,
                        choice.number(),
                        traced(choice.found().candidates()),
                        chosen == null ? null : chosen.handle().shown(),
                        choice.reason(),
                        attempts));
    }

    static TraceRecord.Found number(Resolution found) {
        return switch (found) {
            case Resolution.Unique _ -> TraceRecord.Found.ONE;
            case Resolution.Absent _ -> TraceRecord.Found.NONE;
            case Resolution.Ambiguous _ -> TraceRecord.Found.SEVERAL;
        };
    }

    private void observed(Evidence.Spot spot, Observation observation) {
        var source = observation.source().getBytes(StandardCharsets.UTF_8);
        evidence.trace(
                spot,
                new TraceRecord.Observe(
                        cut(observation.url()),
                        cut(observation.title()),
                        Evidence.sha256(source),
                        observation.snapshot().nodes().size(),
                        0));
    }

    private static List<TraceRecord.Candidate> traced(List<Candidate> candidates) {
        return candidates.stream()
                .limit(CANDIDATES)
                .map(candidate ->
                        new TraceRecord.Candidate(
                                candidate.handle().shown(),
                                candidate.role(),
                                cut(candidate.name()),
                                candidate.tier().name()))
                .toList();
    }

    /** A page says what it likes, at any length; a line of the trace may not be as long. */
    static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}

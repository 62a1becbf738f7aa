package io.certyn.agent.session;

import io.certyn.agent.browser.Observation;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Finding;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Candidate;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Resolution;
import io.certyn.agent.find.Resolver;
import io.certyn.agent.find.Snapshot;
import io.certyn.agent.find.Wanted;
import io.certyn.agent.loop.Decision;
import io.certyn.agent.loop.Sighting;
import io.certyn.protocol.trace.TraceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks at the page until it shows what is wanted, or the time for it is over. */
final class Look {

    static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FIRST_POLL = Duration.ofMillis(20);
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final int CANDIDATES_TRACED = 20;
    private static final int LONGEST = 4_000;

    private final Tab tab;
    private final Watch watch;
    private final Evidence evidence;
    private final Incidents incidents;

    Look(Tab tab, Watch watch, Evidence evidence) {
        this.tab = tab;
        this.watch = watch;
        this.evidence = evidence;
        this.incidents = new Incidents(tab, evidence);
    }

    /** Lets the page be for this time; the verdict that ends the step meanwhile, if one does. */
    Optional<Verdict> pause(Duration time) {
        var end = watch.now().plus(time);
        while (watch.now().compareTo(end) < 0) {
            var halted = watch.halted();
            if (halted.isPresent()) {
                return halted;
            }
            var left = end.minus(watch.now());
            tab.pause(left.compareTo(POLL) < 0 ? left : POLL);
        }
        return Optional.empty();
    }

    /** What looking for an element came to. */
    sealed interface Found {

        record Element(Candidate candidate) implements Found {}

        record Ended(Verdict verdict) implements Found {}
    }

    Optional<Verdict> incidents(Evidence.Spot spot) {
        return incidents.verdict(spot);
    }

    boolean isThere(Observation observation, Wanted wanted) {
        return !(resolver(observation).resolve(wanted, Purpose.SEE) instanceof Resolution.Absent);
    }

    static Resolver resolver(Observation observation) {
        return new Resolver(observation.snapshot(), observation.testIds());
    }

    Search search(
            Evidence.Spot spot,
            Wanted wanted,
            Purpose purpose,
            Duration start,
            Sighting.Terms terms) {
        return new Search(spot, wanted, purpose, start, terms);
    }

    /** The search for one target, taken up again when what it found has slipped away. */
    final class Search {

        private final Evidence.Spot spot;
        private final Wanted wanted;
        private final Purpose purpose;
        private final Duration start;
        private final Sighting.Terms terms;
        private int attempts;

        private Search(
                Evidence.Spot spot,
                Wanted wanted,
                Purpose purpose,
                Duration start,
                Sighting.Terms terms) {
            this.spot = spot;
            this.wanted = wanted;
            this.purpose = purpose;
            this.start = start;
            this.terms = terms;
        }

        Found next() {
            Optional<Sighting> sighting = Optional.empty();
            var poll = FIRST_POLL;
            while (true) {
                var ended = watch.halted().or(() -> incidents.verdict(spot));
                if (ended.isPresent()) {
                    return new Found.Ended(ended.get());
                }
                var observation = tab.observe(wanted.name());
                var found = resolver(observation).resolve(wanted, purpose);
                var now = watch.now().minus(start);
                attempts++;
                var seen =
                        sighting.map(last -> last.then(found, now))
                                .orElseGet(() -> Sighting.first(found, now));
                sighting = Optional.of(seen);
                switch (seen.decide(now, wanted.shown(), terms)) {
                    case Decision.Use(var candidate) -> {
                        trace(
                                observation,
                                found,
                                TraceRecord.Found.ONE,
                                Optional.of(candidate),
                                "unique at its tier");
                        return new Found.Element(candidate);
                    }
                    case Decision.GiveUp(var verdict) -> {
                        trace(
                                observation,
                                found,
                                number(found),
                                Optional.empty(),
                                verdict.message());
                        return new Found.Ended(verdict);
                    }
                    case Decision.LeaveOut _ -> {
                        trace(
                                observation,
                                found,
                                TraceRecord.Found.LEFT_OUT,
                                Optional.empty(),
                                "not there, left out");
                        return new Found.Ended(Verdict.passed("left out: not visible"));
                    }
                    case Decision.LookAgain _ -> tab.pause(poll);
                }
                poll = longer(poll);
            }
        }

        private void trace(
                Observation observation,
                Resolution found,
                TraceRecord.Found number,
                Optional<Candidate> chosen,
                String reason) {
            observed(spot, observation);
            evidence.trace(
                    spot,
                    new TraceRecord.Decide(
                            "rule",
                            wanted.shown(),
                            number,
                            traced(found.candidates()),
                            chosen.map(candidate -> candidate.handle().shown()).orElse(null),
                            reason,
                            attempts));
        }
    }

    /**
     * Looks again and again until the finding holds.
     *
     * @param name what the page is asked for as a test id
     * @param expected what the question is, in words
     * @param otherwise the verdict when it never did
     */
    Verdict until(
            Evidence.Spot spot,
            Duration most,
            Function<Observation, Finding> question,
            String name,
            String expected,
            Function<Finding, Verdict> otherwise) {
        var start = watch.now();
        var poll = FIRST_POLL;
        int attempts = 0;
        while (true) {
            var ended = watch.halted().or(() -> incidents.verdict(spot));
            if (ended.isPresent()) {
                return ended.get();
            }
            var observation = tab.observe(name);
            var finding = question.apply(observation);
            var taken = watch.now().minus(start);
            attempts++;
            // A page that cannot be seen shows nothing, which is not the same as having nothing.
            boolean holds = finding.holds() && observation.whole();
            if (holds || taken.compareTo(most) >= 0) {
                verified(spot, observation, finding, new Asked(expected, attempts, taken));
                if (finding.holds()) {
                    return holds ? Verdict.PASSED : unseen();
                }
                return otherwise.apply(finding);
            }
            tab.pause(poll);
            poll = longer(poll);
        }
    }

    /**
     * Whether what held a moment ago still does, now that its picture was taken: only then is the
     * picture evidence of it.
     */
    Verdict again(
            Evidence.Spot spot,
            Function<Observation, Finding> question,
            String name,
            String expected) {
        var start = watch.now();
        var observation = tab.observe(name);
        int attempts = 1;
        while (!observation.whole() && watch.now().minus(start).compareTo(SETTLING) < 0) {
            tab.pause(POLL);
            observation = tab.observe(name);
            attempts++;
        }
        var finding = question.apply(observation);
        var taken = watch.now().minus(start);
        verified(spot, observation, finding, new Asked(expected, attempts, taken));
        if (finding.holds()) {
            return observation.whole() ? Verdict.PASSED : unseen();
        }
        return Verdict.of(
                Reason.CLAIM_CONTRADICTED,
                expected + " held, and no longer when its picture was taken: " + finding.actual());
    }

    private static Verdict unseen() {
        return Verdict.of(
                Reason.NOT_EVIDENCED,
                "the page did not let itself be looked at, or has more than "
                        + Snapshot.MAX_NODES
                        + " elements");
    }

    /** A question, how often it was asked and for how long. */
    private record Asked(String expected, int attempts, Duration taken) {}

    private void verified(
            Evidence.Spot spot, Observation observation, Finding finding, Asked asked) {
        observed(spot, observation);
        finding.found()
                .ifPresent(found ->
                        evidence.trace(
                                spot,
                                new TraceRecord.Decide(
                                        "rule",
                                        asked.expected(),
                                        number(found),
                                        traced(found.candidates()),
                                        found instanceof Resolution.Unique(var chosen)
                                                ? chosen.handle().shown()
                                                : null,
                                        finding.actual(),
                                        asked.attempts())));
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

    private static TraceRecord.Found number(Resolution found) {
        return switch (found) {
            case Resolution.Unique _ -> TraceRecord.Found.ONE;
            case Resolution.Absent _ -> TraceRecord.Found.NONE;
            case Resolution.Ambiguous _ -> TraceRecord.Found.SEVERAL;
        };
    }

    private static Duration longer(Duration poll) {
        return poll.compareTo(POLL) < 0 ? poll.multipliedBy(2) : POLL;
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
                .limit(CANDIDATES_TRACED)
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

package io.certyn.agent.session;

import io.certyn.agent.browser.Observation;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Candidate;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Resolution;
import io.certyn.agent.find.Wanted;
import io.certyn.agent.loop.Decision;
import io.certyn.agent.loop.Sighting;
import io.certyn.protocol.trace.TraceRecord;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The search for one target, taken up again when what it found has slipped away. */
final class Search {

    private final Tab tab;
    private final Watch watch;
    private final Incidents incidents;
    private final LookTrace trace;
    private final Sought sought;
    private int attempts;

    Search(Tab tab, Watch watch, Incidents incidents, LookTrace trace, Sought sought) {
        this.tab = tab;
        this.watch = watch;
        this.incidents = incidents;
        this.trace = trace;
        this.sought = sought;
    }

    /**
     * What is looked for.
     *
     * @param start when the step began
     */
    record Sought(
            Evidence.Spot spot,
            Wanted wanted,
            Purpose purpose,
            Duration start,
            Sighting.Terms terms) {}

    /** What looking for an element came to. */
    sealed interface Found {

        record Element(Candidate candidate) implements Found {}

        record Ended(Verdict verdict) implements Found {}
    }

    Found next() {
        Optional<Sighting> sighting = Optional.empty();
        var poll = Look.FIRST_POLL;
        while (true) {
            var ended = watch.halted().or(() -> incidents.verdict(sought.spot()));
            if (ended.isPresent()) {
                return new Found.Ended(ended.get());
            }
            var observation = tab.observe(sought.wanted().name());
            var found = Look.resolver(observation).resolve(sought.wanted(), sought.purpose());
            var now = watch.now().minus(sought.start());
            attempts++;
            var seen =
                    sighting.map(last -> last.then(found, now))
                            .orElseGet(() -> Sighting.first(found, now));
            sighting = Optional.of(seen);
            switch (seen.decide(now, sought.wanted().shown(), sought.terms())) {
                case Decision.Use(var candidate) -> {
                    chose(
                            observation,
                            found,
                            TraceRecord.Found.ONE,
                            candidate,
                            "unique at its tier");
                    return new Found.Element(candidate);
                }
                case Decision.GiveUp(var verdict) -> {
                    chose(observation, found, LookTrace.number(found), null, verdict.message());
                    return new Found.Ended(verdict);
                }
                case Decision.LeaveOut _ -> {
                    chose(
                            observation,
                            found,
                            TraceRecord.Found.LEFT_OUT,
                            null,
                            "not there, left out");
                    return new Found.Ended(Verdict.passed("left out: not visible"));
                }
                case Decision.LookAgain _ -> tab.pause(poll);
            }
            poll = Look.longer(poll);
        }
    }

    private void chose(
            Observation observation,
            Resolution found,
            TraceRecord.Found number,
            @Nullable Candidate chosen,
            String reason) {
        trace.chose(
                sought.spot(),
                observation,
                sought.wanted().shown(),
                new LookTrace.Choice(found, number, chosen, reason),
                attempts);
    }
}

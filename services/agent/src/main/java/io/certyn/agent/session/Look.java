package io.certyn.agent.session;

import io.certyn.agent.browser.Observation;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.check.Finding;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Resolution;
import io.certyn.agent.find.Resolver;
import io.certyn.agent.find.Snapshot;
import io.certyn.agent.find.Wanted;
import io.certyn.agent.loop.Sighting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Looks at the page until it shows what is wanted, or the time for it is over. */
final class Look {

    static final Duration POLL = Duration.ofMillis(100);
    static final Duration FIRST_POLL = Duration.ofMillis(20);
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final Tab tab;
    private final Watch watch;
    private final Incidents incidents;
    private final LookTrace trace;

    Look(Tab tab, Watch watch, Evidence evidence) {
        this.tab = tab;
        this.watch = watch;
        this.incidents = new Incidents(tab, evidence);
        this.trace = new LookTrace(evidence);
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
        return new Search(
                tab,
                watch,
                incidents,
                trace,
                new Search.Sought(spot, wanted, purpose, start, terms));
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
                trace.verified(
                        spot, observation, finding, new LookTrace.Asked(expected, attempts, taken));
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
        trace.verified(spot, observation, finding, new LookTrace.Asked(expected, attempts, taken));
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

    static Duration longer(Duration poll) {
        return poll.compareTo(POLL) < 0 ? poll.multipliedBy(2) : POLL;
    }
}

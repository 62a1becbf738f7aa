package io.certyn.agent.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.agent.crawl.Crawl;
import io.certyn.agent.crawl.Guide;
import io.certyn.agent.evidence.Evidence;
import io.certyn.agent.explore.Finding;
import io.certyn.agent.explore.Frontier;
import io.certyn.agent.explore.PageSeen;
import io.certyn.agent.explore.Proposal;
import io.certyn.agent.explore.UrlTemplates;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.protocol.trace.TraceRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells of an exploration as it goes on, a step per page and per case that is tried, and writes
 * down what it found.
 */
final class ExplorationLog implements Guide {

    private static final String JSON = "application/json";
    private static final String SECTION = "steps";

    private final Assignment.Case stands;
    private final Watch watch;
    private final Evidence evidence;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, String> pictures = new HashMap<>();
    private int steps;
    private @Nullable String visiting;
    private Duration since = Duration.ZERO;

    ExplorationLog(Assignment.Case stands, Watch watch, Evidence evidence) {
        this.stands = stands;
        this.watch = watch;
        this.evidence = evidence;
    }

    void begin() {
        evidence.begin(stands.key(), TraceRecord.CaseKind.EXPLORATION);
    }

    int steps() {
        return steps;
    }

    @Override
    public Duration now() {
        return watch.now();
    }

    @Override
    public boolean isHalted() {
        return watch.halted().isPresent();
    }

    @Override
    public void visiting(Frontier.Place place) {
        leave();
        since = watch.now();
        visiting = "Visit " + place.url();
        started(visiting);
    }

    @Override
    public void seen(PageSeen page, boolean isNew, Optional<byte[]> picture) {
        var name = picture.map(jpeg -> evidence.picture(spot(), jpeg));
        name.ifPresent(file -> pictures.put(page.place().url(), file));
        var arrival = page.arrival();
        var answer = arrival.problem().orElse(arrival.status() + " in " + arrival.ms() + " ms");
        visiting = null;
        finished(
                "passed",
                "Visit " + page.place().url(),
                isNew ? answer : answer + ", known",
                name.orElse(null),
                watch.now().minus(since).toMillis());
    }

    /** A page that led out of the environment, or did not come, was not looked at. */
    private void leave() {
        if (visiting != null) {
            var took = watch.now().minus(since).toMillis();
            finished("skipped", visiting, "not looked at", null, took);
            visiting = null;
        }
    }

    /**
     * A case that was tried; whether it passed is said in words, since it is nobody's yet. One that
     * passed is offered.
     */
    void tried(Proposal proposal, boolean passed, Sync.Result result) {
        var text = "Try " + proposal.key();
        started(text);
        var message = passed ? "passed, proposed" : "dropped: " + result.message();
        finished("passed", text, message, null, result.durationMs());
        if (passed) {
            evidence.found(
                    stands.key(),
                    "proposals/" + proposal.key() + ".md",
                    "text/markdown",
                    proposal.file());
        }
    }

    void end() {
        leave();
        evidence.endSteps(stands.key(), "");
    }

    void report(
            Assignment.Environment environment,
            UrlTemplates templates,
            Crawl.Seen seen,
            List<Finding> findings) {
        leave();
        write("findings.json", ExplorationReport.Findings.of(environment, findings));
        write(
                "inventory.json",
                ExplorationReport.Inventory.of(environment, templates, seen, pictures));
    }

    private void write(String name, Object content) {
        try {
            evidence.found(
                    stands.key(), name, JSON, ProtocolJson.MAPPER.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always JSON", e);
        }
    }

    private void started(String text) {
        steps++;
        step("started", text, null, null, null, null);
        evidence.trace(spot(), new TraceRecord.StepStart(text, null, false, null));
    }

    private void finished(
            String outcome, String text, String message, @Nullable String picture, long ms) {
        evidence.trace(spot(), new TraceRecord.StepEnd(outcome, null, message, ms));
        step("finished", text, outcome, message, picture, ms);
    }

    private void step(
            String state,
            String text,
            @Nullable String outcome,
            @Nullable String message,
            @Nullable String picture,
            @Nullable Long ms) {
        evidence.step(
                "",
                new LinkMessages.Step(
                        state,
                        stands.id(),
                        stands.key(),
                        steps,
                        SECTION,
                        text,
                        clock.instant().toString(),
                        outcome,
                        null,
                        message,
                        picture,
                        ms));
    }

    private Evidence.Spot spot() {
        return new Evidence.Spot(stands.key(), "", steps);
    }
}

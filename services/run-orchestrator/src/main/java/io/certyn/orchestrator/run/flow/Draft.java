package io.certyn.orchestrator.run.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.ids.CaseId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.catalog.Environment;
import io.certyn.orchestrator.catalog.Exploration;
import io.certyn.orchestrator.catalog.PinnedCase;
import io.certyn.orchestrator.catalog.Selection;
import io.certyn.orchestrator.run.CaseRecord;
import io.certyn.orchestrator.run.Plan;
import io.certyn.orchestrator.run.RunHeader;
import io.certyn.orchestrator.session.SessionFacts;
import io.certyn.orchestrator.session.store.Sessions;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run that is ready to be made: one session for each case, with its assignment. */
record Draft(RunId run, RunRequest request, Environment environment, List<Part> parts) {

    /**
     * One session with its case.
     *
     * @param labels what its runner must have
     */
    record Part(
            SessionId session,
            PinnedCase pinned,
            Map<String, String> labels,
            Assignment assignment) {

        CaseRecord toCase() {
            return new CaseRecord(
                    pinned.id(),
                    pinned.key(),
                    pinned.title(),
                    pinned.revision(),
                    session,
                    false,
                    null,
                    0);
        }

        Sessions.Created toSession() {
            return new Sessions.Created(
                    session, List.of(new SessionFacts.Member(pinned.id(), pinned.key())));
        }

        private boolean isTooLarge() {
            try {
                return ProtocolJson.MAPPER.writeValueAsBytes(assignment).length
                        > Assignment.MAX_BYTES;
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("an assignment that cannot be written", e);
            }
        }
    }

    static Draft of(
            RunRequest request,
            Environment environment,
            List<PinnedCase> cases,
            NewIds ids,
            RunConfig.Budget budget) {
        var run = new RunId(ids.next());
        var project = new RunHeader.Project(request.project().id(), request.project().slug());
        var assignments = new Assignments(request.tenant(), project, environment, budget);
        var parts = new ArrayList<Part>();
        for (var one : cases) {
            var session = new SessionId(ids.next());
            var labels = labels(environment, one);
            parts.add(new Part(session, one, labels, assignments.of(run, session, one, labels)));
        }
        return new Draft(run, request, environment, parts);
    }

    /** The same where the run looks around: its one session stands for one case. */
    static Draft exploring(
            RunRequest request,
            Environment environment,
            Exploration exploration,
            List<PinnedCase> known,
            NewIds ids,
            RunConfig config) {
        var run = new RunId(ids.next());
        var session = new SessionId(ids.next());
        var project = new RunHeader.Project(request.project().id(), request.project().slug());
        var stands =
                new PinnedCase(
                        new CaseId(ids.next()),
                        "exploration",
                        "Exploration of " + environment.settings().name(),
                        1,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        var labels = labels(environment, stands);
        var assignment =
                new Assignments(request.tenant(), project, environment, config.budget())
                        .exploring(
                                run,
                                session,
                                stands,
                                labels,
                                exploration,
                                config.sessionTimeout(),
                                known);
        var part = new Part(session, stands, labels, assignment);
        return new Draft(run, request, environment, List.of(part));
    }

    Plan.Kind kind() {
        return switch (request.selection()) {
            case Selection.OfSite _ -> Plan.Kind.EXPLORATION;
            case Selection.OfSuite _, Selection.OfKeys _, Selection.OfTags _ -> Plan.Kind.CASES;
        };
    }

    /** What the runner of a case must have, by its environment and by itself. */
    private static Map<String, String> labels(Environment environment, PinnedCase pinned) {
        var labels = new TreeMap<>(environment.settings().runnerLabels());
        labels.putAll(pinned.needs());
        return labels;
    }

    /** The first case whose assignment is more than a runner takes. */
    Optional<String> tooLarge() {
        return parts.stream().filter(Part::isTooLarge).map(part -> part.pinned().key()).findFirst();
    }

    RunHeader header(long number, java.time.Instant now) {
        var suite = request.selection() instanceof Selection.OfSuite(var slug) ? slug : null;
        return new RunHeader(
                new RunHeader.Project(request.project().id(), request.project().slug()),
                number,
                new RunHeader.Environment(
                        environment.id(),
                        environment.settings().slug(),
                        environment.settings().baseUrl()),
                suite,
                request.labels(),
                request.trigger(),
                parts.size(),
                now);
    }

    List<CaseRecord> cases() {
        return parts.stream().map(Part::toCase).toList();
    }

    List<Sessions.Created> sessions() {
        return parts.stream().map(Part::toSession).toList();
    }
}

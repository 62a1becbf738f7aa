package io.certyn.orchestrator.run;

import io.certyn.ids.CaseId;
import io.certyn.orchestrator.session.Ending;
import io.certyn.orchestrator.session.Evidence;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Report;
import io.certyn.orchestrator.session.Session;
import io.certyn.orchestrator.session.SessionCommand;
import io.certyn.orchestrator.session.SessionDecision;
import io.certyn.orchestrator.session.SessionEvent;
import io.certyn.orchestrator.session.SessionTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Leads a run along with its sessions: a session's end settles its cases, and the last case gives
 * the run its verdict.
 */
public final class RunSaga {

    /** The limits that the saga works with. */
    public record Terms(RunTerms run, SessionTerms session) {}

    private final Instant now;
    private final Terms terms;
    private final Session session;
    private final List<RunEvent> events = new ArrayList<>();
    private final List<RunCase> cases = new ArrayList<>();
    private Run run;

    private RunSaga(Run run, Session session, Instant now, Terms terms) {
        this.run = run;
        this.session = session;
        this.now = now;
        this.terms = terms;
    }

    /** What a scene becomes when its session is told something. */
    public static Heard hear(Scene scene, SessionCommand command, Instant now, Terms terms) {
        return switch (Session.decide(scene.session(), command, now, terms.session())) {
            case SessionDecision.Refused(var why) -> new Heard.Ignored(why);
            case SessionDecision.Moved(var session, var events) ->
                    new RunSaga(scene.run(), session, now, terms).follow(scene.cases(), events);
        };
    }

    private Heard.Changed follow(List<RunCase> before, List<SessionEvent> facts) {
        cases.addAll(before);
        for (var fact : facts) {
            switch (fact) {
                case SessionEvent.Began _ -> tell(new RunCommand.Begin());
                case SessionEvent.Settled(var report, var evidence) -> settle(report, evidence);
                // For the broker, not for the run.
                case SessionEvent.Abandoned _ -> {}
            }
        }
        return new Heard.Changed(new Scene(run, session, cases), facts, events);
    }

    private void settle(Report report, Evidence evidence) {
        cases.replaceAll(one ->
                switch (one) {
                    case RunCase.Open open -> settle(open, report.of(open.id(), evidence));
                    case RunCase.Settled settled -> settled;
                });
    }

    private RunCase settle(RunCase.Open open, Finding found) {
        var settled = open.settle(heeding(open.id(), found), session.attempt().number());
        tell(new RunCommand.Settle(settled));
        return settled;
    }

    /** Cancel wins over results that come later. */
    private Finding heeding(CaseId id, Finding found) {
        return run instanceof Run.Unfinished unfinished && unfinished.isCancelling()
                ? Report.of(Ending.CANCELLED).of(id, Evidence.PENDING)
                : found;
    }

    private void tell(RunCommand command) {
        switch (Run.decide(run, command, now, terms.run())) {
            case RunDecision.Moved(var moved, var facts) -> {
                run = moved;
                events.addAll(facts);
            }
            // A second session beginning finds the run running: nothing to do.
            case RunDecision.Refused _ -> {}
        }
    }
}

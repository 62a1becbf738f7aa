package io.certyn.orchestrator.run;

import io.certyn.ids.RunId;
import io.certyn.orchestrator.run.RunCommand.Begin;
import io.certyn.orchestrator.run.RunCommand.Cancel;
import io.certyn.orchestrator.run.RunCommand.Settle;
import io.certyn.orchestrator.session.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request to execute cases, until its verdict. */
public sealed interface Run {

    RunId id();

    Tally tally();

    /** Not finished. */
    sealed interface Unfinished extends Run {

        Plan plan();

        Desire desire();

        /** This run with another tally. */
        Unfinished with(Tally tally);

        Unfinished with(Desire desire);

        default boolean isCancelling() {
            return switch (desire()) {
                case Desire.Stop _ -> true;
                case Desire.GoOn _ -> false;
            };
        }

        /** What a sweeper has to do to the sessions that still hold up the run. */
        default Optional<Ending> overdue(Instant now) {
            return switch (desire()) {
                case Desire.Stop stop when !now.isBefore(stop.forceAt()) ->
                        Optional.of(Ending.CANCELLED);
                case Desire.GoOn _ when !now.isBefore(plan().deadline()) ->
                        Optional.of(Ending.RUN_DEADLINE);
                case Desire.Stop _, Desire.GoOn _ -> Optional.empty();
            };
        }
    }

    /** No session of it has worked yet. */
    record Queued(RunId id, Plan plan, Tally tally, Desire desire) implements Unfinished {

        @Override
        public Queued with(Tally tally) {
            return new Queued(id, plan, tally, desire);
        }

        @Override
        public Queued with(Desire desire) {
            return new Queued(id, plan, tally, desire);
        }

        Running begin() {
            return new Running(id, plan, tally, desire);
        }
    }

    /** At least one session works or has worked. */
    record Running(RunId id, Plan plan, Tally tally, Desire desire) implements Unfinished {

        @Override
        public Running with(Tally tally) {
            return new Running(id, plan, tally, desire);
        }

        @Override
        public Running with(Desire desire) {
            return new Running(id, plan, tally, desire);
        }
    }

    /** Terminal. */
    record Finished(RunId id, Tally tally, Verdict verdict, Instant at) implements Run {}

    /** A new run. Without cases it is over at once, and never passed. */
    static RunDecision.Moved create(RunId id, Plan plan, int cases, Instant now) {
        var queued = new Queued(id, plan, Tally.open(cases), Desire.GO_ON);
        var events = new ArrayList<RunEvent>(List.of(new RunEvent.Created(cases)));
        return cases == 0 ? finish(queued, events, now) : new RunDecision.Moved(queued, events);
    }

    static RunDecision decide(Run run, RunCommand command, Instant now, RunTerms terms) {
        return switch (run) {
            case Queued queued ->
                    switch (command) {
                        case Begin _ -> moved(queued.begin(), new RunEvent.Started());
                        case Settle(var settled) -> settle(queued, settled, now);
                        case Cancel cancel -> cancel(queued, cancel, now, terms);
                    };
            case Running running ->
                    switch (command) {
                        case Begin _ -> new RunDecision.Refused(RunRefusal.ALREADY_RUNNING);
                        case Settle(var settled) -> settle(running, settled, now);
                        case Cancel cancel -> cancel(running, cancel, now, terms);
                    };
            case Finished _ -> new RunDecision.Refused(RunRefusal.OVER);
        };
    }

    private static RunDecision settle(Unfinished run, RunCase.Settled settled, Instant now) {
        var counted = run.with(run.tally().with(settled));
        var events = new ArrayList<RunEvent>(List.of(new RunEvent.CaseFinished(settled)));
        return counted.tally().open() == 0
                ? finish(counted, events, now)
                : new RunDecision.Moved(counted, events);
    }

    private static RunDecision cancel(Unfinished run, Cancel cancel, Instant now, RunTerms terms) {
        if (run.isCancelling()) {
            return new RunDecision.Refused(RunRefusal.ALREADY_CANCELLING);
        }
        var stop = new Desire.Stop(cancel.actor(), cancel.reason(), now.plus(terms.cancelGrace()));
        return moved(run.with(stop), new RunEvent.Cancelling(cancel.actor(), cancel.reason()));
    }

    private static RunDecision.Moved finish(Unfinished run, List<RunEvent> events, Instant now) {
        var verdict = Verdict.of(run.tally(), run.plan(), run.isCancelling());
        // Passed and failed are reached from running only, also where nobody told of the start.
        if (run instanceof Queued && needsWork(verdict.status())) {
            events.addFirst(new RunEvent.Started());
        }
        events.add(new RunEvent.Finished(verdict));
        return new RunDecision.Moved(new Finished(run.id(), run.tally(), verdict, now), events);
    }

    private static boolean needsWork(RunStatus status) {
        return switch (status) {
            case PASSED, FAILED -> true;
            case QUEUED, RUNNING, CANCELLED, ERROR -> false;
        };
    }

    private static RunDecision moved(Run run, RunEvent event) {
        return new RunDecision.Moved(run, List.of(event));
    }
}

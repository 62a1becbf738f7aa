package io.certyn.orchestrator.run;

import io.certyn.orchestrator.session.Ending;
import io.certyn.orchestrator.session.SessionCommand;
import java.time.Instant;
import java.util.Optional;

/** What the simulation puts to the test: the real decisions, or ones with a planted bug. */
interface Decider {

    default Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
        return RunSaga.hear(scene, command, now, terms);
    }

    default RunDecision cancel(Run run, RunCommand.Cancel wish, Instant now, RunSaga.Terms terms) {
        return Run.decide(run, wish, now, terms.run());
    }

    default Optional<Ending> overdue(Run.Unfinished run, Instant now) {
        return run.overdue(now);
    }

    /** As in production. */
    final class Real implements Decider {}
}

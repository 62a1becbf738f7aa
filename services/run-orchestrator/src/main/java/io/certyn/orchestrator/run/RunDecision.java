package io.certyn.orchestrator.run;

import java.util.List;

/** The answer to a command: the run as it is now with the facts to announce, or a refusal. */
public sealed interface RunDecision {

    record Moved(Run run, List<RunEvent> events) implements RunDecision {
        public Moved {
            events = List.copyOf(events);
        }
    }

    record Refused(RunRefusal why) implements RunDecision {}
}

package io.certyn.orchestrator.session;

import java.util.List;

/** The answer to a command: the session as it is now with the facts to act on, or a refusal. */
public sealed interface SessionDecision {

    record Moved(Session session, List<SessionEvent> events) implements SessionDecision {
        public Moved {
            events = List.copyOf(events);
        }
    }

    record Refused(SessionRefusal why) implements SessionDecision {}
}

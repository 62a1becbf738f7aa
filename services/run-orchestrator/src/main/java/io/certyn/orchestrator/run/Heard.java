package io.certyn.orchestrator.run;

import io.certyn.orchestrator.session.SessionEvent;
import io.certyn.orchestrator.session.SessionRefusal;
import java.util.List;

/** What came of a word about a session. */
public sealed interface Heard {

    /** The scene as it is now, with the facts that follow. */
    record Changed(Scene scene, List<SessionEvent> ofSession, List<RunEvent> ofRun)
            implements Heard {
        public Changed {
            ofSession = List.copyOf(ofSession);
            ofRun = List.copyOf(ofRun);
        }
    }

    /** Nothing: told twice, too late or under an old epoch. */
    record Ignored(SessionRefusal why) implements Heard {}
}

package io.certyn.orchestrator.session;

import java.util.Locale;

/** The name of a session's state, as it is stored and shown. */
public enum Lifecycle {
    QUEUED,
    LEASED,
    STARTING,
    RUNNING,
    FINISHING,
    FINISHED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Lifecycle of(Session session) {
        return switch (session) {
            case Session.Queued _ -> QUEUED;
            case Session.Leased _ -> LEASED;
            case Session.Starting _ -> STARTING;
            case Session.Running _ -> RUNNING;
            case Session.Finishing _ -> FINISHING;
            case Session.Finished _ -> FINISHED;
        };
    }
}

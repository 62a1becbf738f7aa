package io.certyn.orchestrator.run;

import io.certyn.orchestrator.session.Session;
import java.util.List;

/** A run with one of its sessions and that session's cases: what moves together. */
public record Scene(Run run, Session session, List<RunCase> cases) {

    public Scene {
        cases = List.copyOf(cases);
    }
}

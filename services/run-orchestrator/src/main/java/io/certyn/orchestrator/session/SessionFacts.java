package io.certyn.orchestrator.session;

import io.certyn.ids.CaseId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import java.util.List;

/** A session as it is shown. */
public record SessionFacts(
        SessionId id,
        RunId run,
        Lifecycle lifecycle,
        Attempt attempt,
        Evidence evidence,
        List<Member> cases) {

    public SessionFacts {
        cases = List.copyOf(cases);
    }

    /** One of the cases that the session executes. */
    public record Member(CaseId id, String key) {}
}

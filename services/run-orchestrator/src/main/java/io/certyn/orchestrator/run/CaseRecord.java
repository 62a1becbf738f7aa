package io.certyn.orchestrator.run;

import io.certyn.ids.CaseId;
import io.certyn.ids.SessionId;
import io.certyn.orchestrator.session.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A case of a run as it is kept and shown.
 *
 * @param finding the outcome with its reason, once it has one
 */
public record CaseRecord(
        CaseId id,
        String key,
        String title,
        int revision,
        SessionId session,
        boolean quarantined,
        @Nullable Finding finding,
        int attempt) {}

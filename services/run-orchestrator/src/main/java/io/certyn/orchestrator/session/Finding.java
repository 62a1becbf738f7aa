package io.certyn.orchestrator.session;

import io.certyn.ids.CaseId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the agent reports for one case. */
public record Finding(
        CaseId id,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String message,
        Duration duration,
        boolean healed) {}

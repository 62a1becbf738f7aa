package io.certyn.events.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody changed something, or tried to and was refused. */
public record AuditRecorded(
        String actor,
        String action,
        String object,
        @Nullable String reason,
        Map<String, String> details,
        Instant at) {}

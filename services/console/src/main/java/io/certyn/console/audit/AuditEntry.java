package io.certyn.console.audit;

import io.certyn.ids.TenantId;
import java.time.Instant;
import java.util.Map;

/** Somebody did something to something. */
public record AuditEntry(
        TenantId tenant,
        String actor,
        String action,
        String object,
        Map<String, String> details,
        Instant at) {

    public AuditEntry {
        details = Map.copyOf(details);
    }

    public static AuditEntry of(
            TenantId tenant, String actor, String action, String object, Instant at) {
        return new AuditEntry(tenant, actor, action, object, Map.of(), at);
    }

    public AuditEntry with(Map<String, String> details) {
        return new AuditEntry(tenant, actor, action, object, details, at);
    }
}

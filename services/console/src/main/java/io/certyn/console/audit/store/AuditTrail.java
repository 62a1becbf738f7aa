package io.certyn.console.audit.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.certyn.console.audit.AuditEntry;
import io.certyn.ids.UuidV7;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Map;

/** Adds to the trail, always inside the transaction of the change that is recorded. */
@ApplicationScoped
public class AuditTrail {

    private final ObjectMapper json;
    private final SecureRandom random = new SecureRandom();

    AuditTrail(ObjectMapper json) {
        this.json = json;
    }

    /** To be called within a transaction; there is none of its own. */
    public Uni<Void> add(AuditEntry entry) {
        var row = new AuditRow();
        row.id = UuidV7.at(entry.at(), random);
        row.tenant = entry.tenant().value();
        row.actor = entry.actor();
        row.action = entry.action();
        row.object = entry.object();
        row.details = text(entry.details());
        row.at = entry.at();
        return row.persist().replaceWithVoid();
    }

    private String text(Map<String, String> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("audit details that cannot be written", e);
        }
    }
}

package io.certyn.audit;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.EventTypes;
import io.certyn.events.audit.AuditRecorded;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something under an epoch of a session that no longer counts was refused.
 *
 * @param service where
 * @param actor who tried, such as {@code runner:rnr_…}
 */
public record RefusedEpoch(
        String service, TenantId tenant, SessionId session, long epoch, String actor, Instant at) {

    /** Who tried where only the lease is known by which it was tried. */
    public static String leaseOf(SessionId session, long epoch) {
        return "lease:" + session + "/" + epoch;
    }

    /** The same for each attempt of this epoch at this service, so that it is told once. */
    UUID id() {
        var name = "refused-epoch/%s/%s/%d".formatted(service, session, epoch);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    CloudEvent event() {
        var key = session.toString();
        var details = Map.of("service", service, "epoch", Long.toString(epoch));
        return new CloudEvent(
                id(),
                EventTypes.AUDIT_RECORDED,
                service,
                "session/" + key,
                at,
                tenant.toString(),
                key,
                epoch,
                EventJson.write(
                        new AuditRecorded(
                                actor, "lease.epoch_refused", key, "STALE_EPOCH", details, at)));
    }
}

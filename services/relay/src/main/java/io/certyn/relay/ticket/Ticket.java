package io.certyn.relay.ticket;

import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.time.Instant;

/**
 * The right to open one socket for one session, once.
 *
 * @param epoch epoch of the lease a publisher speaks for; 0 for a viewer
 */
public record Ticket(
        String id,
        Purpose purpose,
        TenantId tenant,
        SessionId session,
        long epoch,
        Instant expiresAt) {

    /** What the socket is for. */
    public enum Purpose {
        VIEW("relay-view"),
        PUBLISH("relay-pub");

        private final String audience;

        Purpose(String audience) {
            this.audience = audience;
        }

        public String audience() {
            return audience;
        }
    }
}

package io.certyn.broker.token;

import io.certyn.ids.PoolId;
import io.certyn.ids.TenantId;
import java.time.Instant;

/** Lets runners into one pool, so many times and until then. */
public record RegistrationToken(
        TenantId tenant, PoolId pool, int maxUses, int used, Instant expiresAt, boolean revoked) {

    /** The answer to whoever shows the token. */
    public sealed interface Use {

        record Accepted(RegistrationToken after) implements Use {}

        record Refused(Reason why) implements Use {}
    }

    /** Why a token opens nothing; for our log, never for the one who shows it. */
    public enum Reason {
        REVOKED,
        EXPIRED,
        SPENT,
        OTHER_POOL
    }

    /**
     * Uses the token.
     *
     * @param known whether this token and key made a runner before: showing both again, when the
     *     answer was lost, is no second use
     */
    public Use use(PoolId wanted, boolean known, Instant now) {
        if (!pool.equals(wanted)) {
            return new Use.Refused(Reason.OTHER_POOL);
        }
        if (revoked) {
            return new Use.Refused(Reason.REVOKED);
        }
        if (!now.isBefore(expiresAt)) {
            return new Use.Refused(Reason.EXPIRED);
        }
        if (known) {
            return new Use.Accepted(this);
        }
        return used >= maxUses
                ? new Use.Refused(Reason.SPENT)
                : new Use.Accepted(
                        new RegistrationToken(tenant, pool, maxUses, used + 1, expiresAt, false));
    }
}

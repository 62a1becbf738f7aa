package io.certyn.console.signin;

import io.certyn.ids.TenantId;
import java.time.Instant;

/** A link that lets its holder do one thing once. */
public sealed interface OneTimeLink {

    TenantId tenant();

    /** Not used yet, though it may be too late. */
    record Open(TenantId tenant, Instant until) implements OneTimeLink {}

    /** Terminal. */
    record Used(TenantId tenant, Instant at) implements OneTimeLink {}

    /** The answer to somebody who presents the link. */
    sealed interface Decision {

        record Redeemed(Used link) implements Decision {}

        record Refused(Refusal why) implements Decision {}
    }

    /** Why a link opens nothing. */
    enum Refusal {
        USED,
        EXPIRED,
        OWNER_EXISTS
    }

    static Decision decide(OneTimeLink link, boolean ownerExists, Instant now) {
        return switch (link) {
            case Used _ -> new Decision.Refused(Refusal.USED);
            case Open open when !now.isBefore(open.until()) ->
                    new Decision.Refused(Refusal.EXPIRED);
            case Open _ when ownerExists -> new Decision.Refused(Refusal.OWNER_EXISTS);
            case Open open -> new Decision.Redeemed(new Used(open.tenant(), now));
        };
    }
}

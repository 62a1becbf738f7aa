package io.certyn.broker.pool;

import io.certyn.ids.PoolId;
import io.certyn.ids.TenantId;
import java.util.Optional;
import java.util.regex.Pattern;

/** A group of runners that take each other's place. */
public record RunnerPool(
        PoolId id, TenantId tenant, String name, PoolKind kind, PoolState state, int maxRunners) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The topic on which its offers ring; none where runners ask for them. */
    public Optional<String> offerTopic() {
        return switch (kind) {
            case IN_CLUSTER -> Optional.of("certyn.lease.offers." + id + ".v1");
            case SELF_HOSTED -> Optional.empty();
        };
    }

    /** The share group in which its runners read that topic. */
    public String shareGroup() {
        return "runners." + id;
    }
}

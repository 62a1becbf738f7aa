package io.certyn.broker;

import io.certyn.broker.lease.Terms;
import io.certyn.broker.placement.TenantLimits;
import io.certyn.broker.pool.OldestRelease;
import io.certyn.broker.pool.Rollout;
import io.certyn.ids.TenantId;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plain objects as beans. */
final class BrokerBeans {

    private BrokerBeans() {}

    /** For tokens and ids only; what decides about leases is the database's clock. */
    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static Terms terms(LeaseConfig config) {
        return new Terms(
                config.heartbeat(),
                config.selfDeadline(),
                config.killGrace(),
                config.ttl(),
                config.offer(),
                new Terms.Limits(config.start(), config.stop(), config.finish()));
    }

    /** Made at the start, which a version that is none stops. */
    @Produces
    @Singleton
    @Startup
    static OldestRelease oldestRelease(LeaseConfig config) {
        return OldestRelease.of(config.minRunnerVersion());
    }

    /** Made at the start, which a list that cannot be read stops. */
    @Produces
    @Singleton
    @Startup
    static Rollout rollout(RolloutConfig config) {
        return new Rollout(
                new Rollout.Feature(
                        config.runnersEnabled(),
                        tenants("certyn.self-hosted.enabled-tenants", config.enabledTenants())),
                new Rollout.Feature(
                        config.relayEnabled(),
                        tenants(
                                "certyn.self-hosted.relay-enabled-tenants",
                                config.relayEnabledTenants())));
    }

    /** Made at the start, which a limit that makes no sense stops. */
    @Produces
    @Singleton
    @Startup
    static TenantLimits tenantLimits(TenantConfig config) {
        return new TenantLimits(
                config.sessions(),
                config.sessionsOf().entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        limit ->
                                                tenant(
                                                        "certyn.tenants.sessions-of",
                                                        limit.getKey()),
                                        Map.Entry::getValue)));
    }

    private static Set<TenantId> tenants(String key, Optional<List<String>> ids) {
        return ids.orElse(List.of()).stream()
                .map(id -> tenant(key, id.strip()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static TenantId tenant(String key, String id) {
        try {
            return TenantId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s: '%s' is no id of a tenant (ten_...)".formatted(key, id), e);
        }
    }
}

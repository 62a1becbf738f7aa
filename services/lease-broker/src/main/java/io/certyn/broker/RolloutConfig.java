package io.certyn.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/**
 * Switches of the installation. Each may be written as the product's documentation does, too; see
 * {@link DocumentedSpellings}.
 */
@ConfigMapping(prefix = "certyn.self-hosted")
public interface RolloutConfig {

    /** Whether self-hosted runners may be used at all. */
    @WithDefault("true")
    boolean runnersEnabled();

    /** Ids of the tenants that may use them; none for all. */
    Optional<List<String>> enabledTenants();

    /** Whether sessions of self-hosted runners may be watched live. */
    @WithDefault("true")
    boolean relayEnabled();

    /** Ids of the tenants that may watch them; none for all. */
    Optional<List<String>> relayEnabledTenants();
}

package io.certyn.broker;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.OptionalInt;

/** What tenants may use. A limit below one stops the start. */
@ConfigMapping(prefix = "certyn.tenants")
public interface TenantConfig {

    /** How many sessions each may run at once; none for no limit. */
    OptionalInt sessions();

    /** The same for single tenants, by their ids. */
    Map<String, Integer> sessionsOf();
}

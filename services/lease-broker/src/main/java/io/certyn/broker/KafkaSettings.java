package io.certyn.broker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** The {@code kafka.*} keys of the service, for clients that are not SmallRye's. */
@ApplicationScoped
public class KafkaSettings {

    private final Config config;

    KafkaSettings(Config config) {
        this.config = config;
    }

    /** Those of the given names that are configured. */
    public Map<String, Object> of(Set<String> names) {
        var settings = new HashMap<String, Object>();
        for (var name : names) {
            config.getOptionalValue("kafka." + name, String.class)
                    .ifPresent(value -> settings.put(name, value));
        }
        return settings;
    }
}

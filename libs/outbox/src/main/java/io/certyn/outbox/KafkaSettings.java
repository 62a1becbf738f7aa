package io.certyn.outbox;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/** The producer's configuration: the service's own {@code kafka.*} keys, then what order needs. */
final class KafkaSettings {

    private KafkaSettings() {}

    static Map<String, Object> of(Config config) {
        var settings = new HashMap<String, Object>();
        for (var name : ProducerConfig.configNames()) {
            config.getOptionalValue("kafka." + name, String.class)
                    .ifPresent(value -> settings.put(name, value));
        }
        if (!settings.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalStateException("kafka.bootstrap.servers is not set");
        }
        return orderly(settings);
    }

    static Map<String, Object> orderly(Map<String, Object> given) {
        var settings = new HashMap<>(given);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        // The transaction stays open while a batch is on its way; the publisher repeats it anyway.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }
}

package io.certyn.testing.backing;

import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands the application under test its database and Kafka, by {@link WithBackingServices} or by
 * {@code @QuarkusTestResource} with the arguments {@code service} and, optionally, {@code kafka}.
 * Both outlive the application, so there is nothing to stop.
 */
public final class PostgresAndKafka
        implements QuarkusTestResourceConfigurableLifecycleManager<WithBackingServices> {

    private String service = "";
    private boolean kafka = true;

    @Override
    public void init(WithBackingServices annotation) {
        service = annotation.service();
        kafka = annotation.kafka();
    }

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", "");
        kafka = Boolean.parseBoolean(arguments.getOrDefault("kafka", "true"));
    }

    @Override
    public Map<String, String> start() {
        var config = new HashMap<String, String>();
        config.put("quarkus.devservices.enabled", "false");
        if (!service.isEmpty()) {
            var database = BackingServices.postgres(service);
            config.put("quarkus.datasource.username", database.username());
            config.put("quarkus.datasource.password", database.password());
            config.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
            config.put("quarkus.datasource.reactive.url", database.reactiveUrl());
        }
        if (kafka) {
            config.put("kafka.bootstrap.servers", BackingServices.kafka());
            // The broker logs into the log of the application, whose tests it would drown.
            for (var category : new String[] {"kafka", "org.apache.kafka", "state.change.logger"}) {
                config.put("quarkus.log.category.\"" + category + "\".level", "WARN");
            }
        }
        return config;
    }

    @Override
    public void stop() {}
}

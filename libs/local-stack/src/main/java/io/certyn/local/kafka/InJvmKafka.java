package io.certyn.local.kafka;

import io.certyn.local.LoopbackPort;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A Kafka node inside this JVM, for tests. */
public final class InJvmKafka implements AutoCloseable {

    private final KafkaSettings settings;
    private final KafkaNode node;
    private final Optional<String> loginServers;

    private InJvmKafka(KafkaSettings settings, KafkaNode node, Optional<String> loginServers) {
        this.settings = settings;
        this.node = node;
        this.loginServers = loginServers;
    }

    public static InJvmKafka start(Path dataDirectory) {
        var settings = KafkaSettings.of(dataDirectory, KafkaSettings.UNTIL_THE_END);
        return new InJvmKafka(settings, KafkaNode.start(settings), Optional.empty());
    }

    /** One that listens a second time, for clients that log in with SASL PLAIN only. */
    public static InJvmKafka startWithLogin(Path dataDirectory, String user, String password) {
        var settings = KafkaSettings.of(dataDirectory, KafkaSettings.UNTIL_THE_END);
        var servers = "127.0.0.1:" + LoopbackPort.free();
        var properties = new HashMap<>(settings.properties());
        var listener = ",SASL_PLAINTEXT://" + servers;
        properties.merge("listeners", listener, String::concat);
        properties.merge("advertised.listeners", listener, String::concat);
        properties.merge(
                "listener.security.protocol.map", ",SASL_PLAINTEXT:SASL_PLAINTEXT", String::concat);
        properties.put("sasl.enabled.mechanisms", "PLAIN");
        properties.put(
                "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
                        .formatted(user, password));
        return new InJvmKafka(
                settings, KafkaNode.start(Map.copyOf(properties), settings), Optional.of(servers));
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** Where only clients that log in are served. */
    public String loginServers() {
        return loginServers.orElseThrow(() -> new IllegalStateException("started without a login"));
    }

    @Override
    public void close() {
        node.close();
    }
}

package io.certyn.local.kafka;

import java.nio.file.Path;

/** A Kafka node inside this JVM, for tests. */
public final class InJvmKafka implements AutoCloseable {

    private final KafkaSettings settings;
    private final KafkaNode node;

    private InJvmKafka(KafkaSettings settings, KafkaNode node) {
        this.settings = settings;
        this.node = node;
    }

    public static InJvmKafka start(Path dataDirectory) {
        var settings = KafkaSettings.of(dataDirectory, KafkaSettings.UNTIL_THE_END);
        return new InJvmKafka(settings, KafkaNode.start(settings));
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    @Override
    public void close() {
        node.close();
    }
}

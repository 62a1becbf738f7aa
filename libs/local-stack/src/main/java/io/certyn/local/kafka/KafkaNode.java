package io.certyn.local.kafka;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** The running node of this JVM. */
final class KafkaNode implements AutoCloseable {

    private final KafkaRaftServer server;

    private KafkaNode(KafkaRaftServer server) {
        this.server = server;
    }

    static KafkaNode start(KafkaSettings settings) {
        return start(settings.properties(), settings);
    }

    /**
     * @param properties the settings', or more
     */
    static KafkaNode start(Map<String, String> properties, KafkaSettings settings) {
        // The broker asks log4j for its log levels, though it logs through SLF4J; without this, the
        // absence of a log4j is reported as an error.
        System.setProperty(
                "log4j2.loggerContextFactory",
                "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        format(settings);
        var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        return new KafkaNode(server);
    }

    void awaitShutdown() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Writes the identity of a new node; a formatted directory is left as it is. */
    private static void format(KafkaSettings settings) {
        var directory = settings.logDirectory().toString();
        try (var discarded =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(settings.logDirectory());
            if (Files.exists(settings.logDirectory().resolve("meta.properties"))) {
                return;
            }
            new Formatter()
                    .setPrintStream(discarded)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setDirectories(List.of(directory))
                    .setMetadataLogDirectory(directory)
                    .setControllerListenerName("CONTROLLER")
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw new LocalStackException(
                    "The data directory " + directory + " cannot be created or written.", e);
        } catch (Exception e) {
            throw new LocalStackException("Kafka could not prepare " + directory + ".", e);
        }
    }
}

package io.certyn.cli.local;

import io.certyn.events.TopicSpec;
import io.certyn.events.TopicsFile;
import io.certyn.local.kafka.KafkaTopics;
import io.certyn.local.kafka.LocalKafka;
import io.certyn.local.postgres.PostgresAdmin;
import io.certyn.security.SigningKeys;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What the services stand on: PostgreSQL with a role and a schema for each, Kafka with the topics,
 * and the keys with which they sign and trust.
 */
final class Backing {

    private final DataDirectory data;
    private final Parts parts;
    private final RecordedStarts starts;
    private final Progress progress;
    private final String kafka;

    Backing(DataDirectory data, Parts parts, RecordedStarts starts, Progress progress) {
        this.data = data;
        this.parts = parts;
        this.starts = starts;
        this.progress = progress;
        this.kafka = LocalKafka.bootstrapServers(data.kafka());
    }

    /** Where Kafka listens, or will. */
    String kafka() {
        return kafka;
    }

    void makeKeys() {
        Plan.SERVICES.forEach(service -> SigningKeys.create(data.keys(), service.name()));
    }

    /** Starts PostgreSQL, where the password of each role is what this makes of its name. */
    void startPostgres(UnaryOperator<String> password) {
        parts.start("postgres", () -> Part.postgres(data.postgres()));
        var admin = PostgresAdmin.of(data.postgres());
        for (var service : Plan.SERVICES) {
            admin.createService(service.role(), password.apply(service.role()));
        }
        progress.say("postgres serves");
    }

    void startKafka() {
        parts.start("kafka", () -> Part.kafka(data.kafka(), launch()));
        var topics = TopicsFile.read(Backing.class.getClassLoader());
        KafkaTopics.create(kafka, topics.stream().map(TopicSpec::onOneMachine).toList());
        progress.say("kafka serves");
    }

    /** Kafka's classes lie beside this program's own. */
    private LocalKafka.Launch launch() {
        var classPath = System.getProperty("java.class.path");
        return new LocalKafka.Launch(
                Jvm.program(),
                classPath,
                Jvm.options("384m", starts.options("kafka", Path.of(classPath))),
                starts.patience());
    }
}

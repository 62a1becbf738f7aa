package io.certyn.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.events.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {

    private static final TopicSpec TOPIC = new TopicSpec("facts", 1, Duration.ofHours(1));

    @TempDir Path directory;

    @Test
    void acknowledgedRecordsAndThePortSurviveAKilledBroker() throws Exception {
        // Given
        String address;
        try (var kafka = LocalKafka.start(directory, LocalKafka.Launch.likeThisProcess())) {
            address = kafka.bootstrapServers();
            KafkaTopics.create(address, List.of(TOPIC));
            send(address, "kept");
            ProcessHandle.of(kafka.pid()).orElseThrow().destroyForcibly();
            kafka.onExit().get(5, TimeUnit.SECONDS);
        }

        // When
        try (var kafka = LocalKafka.start(directory, LocalKafka.Launch.likeThisProcess())) {
            KafkaTopics.create(address, List.of(TOPIC));

            // Then
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(received(address)).containsExactly("kept");
        }
    }

    @Test
    void aBrokerInTheTestsOwnJvmServesShareGroupsWithoutDelay() throws Exception {
        try (var kafka = InJvmKafka.start(directory)) {
            // Given
            var address = kafka.bootstrapServers();
            KafkaTopics.create(address, List.of(TOPIC));
            readFromTheStart(address, "takers");
            send(address, "offer");

            // When
            var taken = taken(address, "takers", Duration.ofSeconds(20));

            // Then
            assertThat(taken).containsExactly("offer");
        }
    }

    private static void send(String address, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", address, "acks", "all");
        try (var producer =
                new KafkaProducer<String, String>(
                        settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC.name(), value)).get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> received(String address) {
        var partition = new TopicPartition(TOPIC.name(), 0);
        try (var consumer =
                new KafkaConsumer<String, String>(
                        Map.of("bootstrap.servers", address),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var values = new ArrayList<String>();
            consumer.poll(Duration.ofSeconds(20)).forEach(record -> values.add(record.value()));
            return values;
        }
    }

    private static void readFromTheStart(String address, String group) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", address))) {
            var resource = new ConfigResource(ConfigResource.Type.GROUP, group);
            var earliest = new ConfigEntry("share.auto.offset.reset", "earliest");
            admin.incrementalAlterConfigs(
                            Map.of(
                                    resource,
                                    List.of(new AlterConfigOp(earliest, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static List<String> taken(String address, String group, Duration limit) {
        try (var consumer =
                new KafkaShareConsumer<String, String>(
                        Map.of("bootstrap.servers", address, "group.id", group),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC.name()));
            var values = new ArrayList<String>();
            var deadline = System.nanoTime() + limit.toNanos();
            while (values.isEmpty() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}

package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.testing.backing.BackingServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsMainIT {

    private static final String NAME = "topics-main-it.v1";

    @TempDir Path directory;

    @Test
    void createsWhatIsMissingAndLeavesWhatIsThere() throws Exception {
        var settings =
                TopicsMain.settings(Map.of("KAFKA_BOOTSTRAP_SERVERS", BackingServices.kafka()));

        TopicsMain.create(topics(3), settings);
        TopicsMain.create(topics(5), settings);

        try (var admin = Admin.create(settings)) {
            assertThat(admin.describeTopics(Set.of(NAME)).allTopicNames().get().values())
                    .singleElement()
                    .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, NAME);
            assertThat(admin.describeConfigs(Set.of(resource)).all().get().values())
                    .singleElement()
                    .satisfies(configured ->
                            assertThat(configured.get("retention.ms").value())
                                    .isEqualTo("259200000"));
        }
    }

    @Test
    void settingsOfKafkaAreThoseOfTheEnvironment() {
        var settings =
                TopicsMain.settings(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9093",
                                "KAFKA_SECURITY_PROTOCOL", "SSL",
                                "KAFKA_HOME", "/opt/kafka"));

        assertThat(settings)
                .containsOnly(
                        Map.entry("bootstrap.servers", "kafka:9093"),
                        Map.entry("security.protocol", "SSL"));
    }

    private Path topics(int partitions) throws Exception {
        return Files.writeString(
                directory.resolve("topics.yaml"),
                "topics: [{name: %s, key: run, partitions: %d, retention: P3D}]"
                        .formatted(NAME, partitions));
    }
}

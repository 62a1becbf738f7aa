package io.certyn.testing.backing;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.events.TopicSpec;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class BackingServicesIT {

    @Test
    void everyServiceGetsItsOwnEmptySchemaInOneServer() throws SQLException {
        // When
        var first = config("orders");
        var second = config("stock");
        var again = config("orders");

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(second.get("quarkus.datasource.jdbc.url"))
                .isEqualTo(first.get("quarkus.datasource.jdbc.url"));
        assertThat(schemaSeenBy(first)).isEqualTo("orders");
        assertThat(schemaSeenBy(second)).isEqualTo("stock");
    }

    @Test
    void topicsOfTheClassPathAndThoseAskedForExist() throws Exception {
        // When
        BackingServices.createTopics(new TopicSpec("extra", 1, Duration.ofHours(1)));

        // Then
        Map<String, Object> settings = Map.of("bootstrap.servers", BackingServices.kafka());
        try (var admin = Admin.create(settings)) {
            assertThat(admin.listTopics().names().get()).contains("listed", "extra");
            assertThat(partitions(admin, "listed")).isEqualTo(4);
        }
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        var topics = admin.describeTopics(java.util.List.of(topic)).allTopicNames().get();
        return topics.values().iterator().next().partitions().size();
    }

    private static Map<String, String> config(String service) {
        var resource = new PostgresAndKafka();
        resource.init(Map.of("service", service, "kafka", "false"));
        return resource.start();
    }

    private static String schemaSeenBy(Map<String, String> config) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                config.get("quarkus.datasource.jdbc.url"),
                                config.get("quarkus.datasource.username"),
                                config.get("quarkus.datasource.password"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT current_schema()")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}

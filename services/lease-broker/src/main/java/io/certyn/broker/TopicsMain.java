package io.certyn.broker;

import io.certyn.events.TopicSpec;
import io.certyn.events.TopicsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the product's topics in a cluster, once, from a file like {@code topics.yaml}; those that
 * exist stay as they are. A process of its own, since no service may decide about another's topics
 * while it runs.
 */
final class TopicsMain {

    private TopicsMain() {}

    /** Takes the file; Kafka's settings are the environment's {@code KAFKA_*}, as in a service. */
    public static void main(String[] args) throws Exception {
        create(Path.of(args[0]), settings(System.getenv()));
    }

    static void create(Path file, Map<String, Object> settings)
            throws IOException, ExecutionException, InterruptedException {
        try (var admin = Admin.create(settings)) {
            for (var created : admin.createTopics(read(file)).values().entrySet()) {
                try {
                    created.getValue().get();
                    System.out.println("topic created name=" + created.getKey());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                    System.out.println("topic exists name=" + created.getKey());
                }
            }
        }
    }

    /** The variables that a service would read as its {@code kafka.*} keys. */
    static Map<String, Object> settings(Map<String, String> environment) {
        var settings = new HashMap<String, Object>();
        for (var name : AdminClientConfig.configNames()) {
            var variable = "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
            var value = environment.get(variable);
            if (value != null) {
                settings.put(name, value);
            }
        }
        return settings;
    }

    private static List<NewTopic> read(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            return TopicsFile.read(bytes).stream().map(TopicsMain::topic).toList();
        }
    }

    /** How many copies there are is the cluster's own default. */
    private static NewTopic topic(TopicSpec spec) {
        return new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
                .configs(Map.of("retention.ms", String.valueOf(spec.retention().toMillis())));
    }
}

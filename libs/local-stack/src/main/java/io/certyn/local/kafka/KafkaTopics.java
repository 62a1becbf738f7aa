package io.certyn.local.kafka;

import io.certyn.events.TopicSpec;
import io.certyn.local.LocalStackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics; those that exist are left as they are. */
public final class KafkaTopics {

    private static final Duration LIST_LIMIT = Duration.ofSeconds(30);

    private KafkaTopics() {}

    public static void create(String bootstrapServers, List<TopicSpec> specs) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "request.timeout.ms", 10_000,
                        "default.api.timeout.ms", 60_000);
        try (var admin = Admin.create(settings)) {
            var known = admin.listTopics().names().get();
            var missing = new ArrayList<NewTopic>();
            for (var spec : specs) {
                if (!known.contains(spec.name())) {
                    missing.add(newTopic(spec));
                }
            }
            for (var created : admin.createTopics(missing).values().values()) {
                awaitCreated(created);
            }
            awaitListed(admin, specs.stream().map(TopicSpec::name).collect(Collectors.toSet()));
        } catch (ExecutionException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while topics were created.", e);
        }
    }

    private static void awaitCreated(KafkaFuture<Void> created) throws InterruptedException {
        try {
            created.get();
        } catch (ExecutionException e) {
            // Somebody else may create the same topic at the same time.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw refused(e);
            }
        }
    }

    /** The controller has a topic before the broker does, whose clients would not find it yet. */
    private static void awaitListed(Admin admin, Set<String> names)
            throws InterruptedException, ExecutionException {
        var until = System.nanoTime() + LIST_LIMIT.toNanos();
        while (!admin.listTopics().names().get().containsAll(names)) {
            if (System.nanoTime() > until) {
                throw new LocalStackException("Kafka does not list the topics it created.");
            }
            Thread.sleep(10);
        }
    }

    private static LocalStackException refused(ExecutionException e) {
        return new LocalStackException("Kafka refused to create topics: " + e.getCause(), e);
    }

    private static NewTopic newTopic(TopicSpec spec) {
        return new NewTopic(spec.name(), spec.partitions(), (short) 1)
                .configs(Map.of("retention.ms", Long.toString(spec.retention().toMillis())));
    }
}

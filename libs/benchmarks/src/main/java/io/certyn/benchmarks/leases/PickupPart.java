package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Figure;
import io.certyn.benchmarks.Samples;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** From a request to its granted claim where runners wait and nothing else happens. */
final class PickupPart {

    private static final int RUNNERS = 2;
    private static final int SLOTS = 2;
    private static final int WARM_UP = 20;
    private static final int SESSIONS = 100;
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration HOLD = Duration.ofSeconds(25);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private PickupPart() {}

    static List<Figure> run(BrokerStack stack) throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        for (var kind : List.of("self_hosted", "in_cluster")) {
            var fleet = Fleet.register(stack, kind, RUNNERS, SLOTS);
            var waits = kind.equals("in_cluster") ? byTopic(stack, fleet) : bySync(stack, fleet);
            System.err.printf(
                    Locale.ROOT,
                    "%-11s pick-up: p50 %.1f ms, p99 %.1f ms%n",
                    kind,
                    waits.at(0.5),
                    waits.at(0.99));
            var id = "leases.pickup." + kind;
            figures.add(Figure.atMost(id + ".p50_ms", waits.at(0.5), "ms", 50));
            figures.add(Figure.atMost(id + ".p99_ms", waits.at(0.99), "ms", 250));
        }
        return figures;
    }

    private static Samples bySync(BrokerStack stack, Fleet fleet)
            throws IOException, InterruptedException {
        var arrivals = new Arrivals();
        var runners = fleet.start(stack.http(), HOLD, arrivals);
        try {
            return waits(stack, fleet, arrivals);
        } finally {
            runners.forEach(SimulatedRunner::stop);
        }
    }

    /** Runners in the cluster park their polls, too, for commands; offers come on the topic. */
    private static Samples byTopic(BrokerStack stack, Fleet fleet)
            throws IOException, InterruptedException {
        var arrivals = new Arrivals();
        var runners = fleet.start(stack.http(), HOLD, arrivals);
        var over = new CountDownLatch(1);
        var members = new ArrayList<Thread>();
        for (var runner : runners) {
            members.add(Thread.ofPlatform().start(() -> share(stack, fleet, runner, over)));
        }
        try {
            return waits(stack, fleet, arrivals);
        } finally {
            over.countDown();
            for (var member : members) {
                member.join();
            }
            runners.forEach(SimulatedRunner::stop);
        }
    }

    private static Samples waits(BrokerStack stack, Fleet fleet, Arrivals arrivals)
            throws IOException, InterruptedException {
        var waits = new Samples();
        try (var requests = new SessionRequests(stack.kafka())) {
            for (int i = 0; i < WARM_UP + SESSIONS; i++) {
                var session = SessionRequests.newSession();
                var arrival = arrivals.expect(session);
                long at = System.nanoTime();
                requests.send(fleet.tenant(), fleet.pool(), session);
                double wait = (arrival.at(LIMIT) - at) / 1e6;
                if (i >= WARM_UP) {
                    waits.add(wait);
                }
                Thread.sleep(BETWEEN);
            }
        }
        return waits;
    }

    /** One member of the pool's share group, as the runner is one. */
    private static void share(
            BrokerStack stack, Fleet fleet, SimulatedRunner runner, CountDownLatch over) {
        try (var consumer =
                new KafkaShareConsumer<>(
                        settings(stack, fleet),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("certyn.lease.offers." + fleet.pool() + ".v1"));
            while (over.getCount() > 0) {
                for (var offer : consumer.poll(Duration.ofMillis(500))) {
                    var taken =
                            runner.take(
                                    ProtocolJson.MAPPER.readValue(offer.value(), Sync.Offer.class));
                    consumer.acknowledge(
                            offer, taken ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
                    consumer.commitAsync();
                }
            }
        } catch (IOException e) {
            System.err.println("an offer cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, Object> settings(BrokerStack stack, Fleet fleet) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.kafka(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "runners." + fleet.pool(),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                "record_limit",
                ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                "explicit");
    }
}

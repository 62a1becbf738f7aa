package io.certyn.local.kafka;

import io.certyn.local.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Where the node keeps its data and listens, and the settings that keep it small and prompt. */
record KafkaSettings(Path dataDirectory, int brokerPort, int controllerPort, Duration session) {

    /**
     * How long the controller believes in a silent broker. A killed one cannot register again
     * before, so it is short; on a starved machine a shorter one would fence a broker that lives.
     */
    static final Duration RESTARTABLE = Duration.ofSeconds(3);

    /** The same where the broker dies with its controller and all its data, as in tests. */
    static final Duration UNTIL_THE_END = Duration.ofSeconds(30);

    private static final String HOST = "127.0.0.1";

    /** The ports of the last start, where they are still free. */
    static KafkaSettings of(Path dataDirectory, Duration session) {
        var root = dataDirectory.toAbsolutePath().normalize();
        return new KafkaSettings(
                root,
                LoopbackPort.remembered(brokerPortFile(root)),
                LoopbackPort.remembered(root.resolve("controller-port")),
                session);
    }

    /** Makes this the broker's port of the next start. */
    static void listenOn(Path dataDirectory, int port) {
        LoopbackPort.remember(brokerPortFile(dataDirectory.toAbsolutePath().normalize()), port);
    }

    private static Path brokerPortFile(Path root) {
        return root.resolve("port");
    }

    String bootstrapServers() {
        return HOST + ":" + brokerPort;
    }

    Path logDirectory() {
        return dataDirectory.resolve("log");
    }

    Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        properties.putAll(node());
        properties.putAll(small());
        properties.putAll(prompt());
        properties.putAll(shareGroups());
        return Map.copyOf(properties);
    }

    private Map<String, String> node() {
        var broker = "PLAINTEXT://" + HOST + ":" + brokerPort;
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", broker + ",CONTROLLER://" + HOST + ":" + controllerPort,
                "advertised.listeners", broker,
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@" + HOST + ":" + controllerPort,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", logDirectory().toString(),
                "auto.create.topics.enable", "false");
    }

    private static Map<String, String> small() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "group.coordinator.threads", "1",
                "log.cleaner.dedupe.buffer.size", "4194304",
                "log.segment.bytes", "67108864",
                "offsets.topic.segment.bytes", "16777216",
                "transaction.state.log.segment.bytes", "16777216",
                "socket.request.max.bytes", "16777216",
                "num.recovery.threads.per.data.dir", "2");
    }

    /** Clients find their groups and partitions without the pauses that suit a large cluster. */
    private Map<String, String> prompt() {
        return Map.of(
                "broker.session.timeout.ms", Long.toString(session.toMillis()),
                "broker.heartbeat.interval.ms", Long.toString(session.toMillis() / 6),
                "group.initial.rebalance.delay.ms", "0",
                "group.consumer.min.heartbeat.interval.ms", "500",
                "group.consumer.heartbeat.interval.ms", "1000",
                "offsets.topic.num.partitions", "4",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.num.partitions", "2",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1");
    }

    /** Offers of leases travel through share groups, where a member must be there at once. */
    private static Map<String, String> shareGroups() {
        return Map.ofEntries(
                Map.entry("group.share.min.heartbeat.interval.ms", "500"),
                Map.entry("group.share.heartbeat.interval.ms", "500"),
                // A killed runner's partitions go unread until its membership ends: 45 s by
                // default.
                Map.entry("group.share.min.session.timeout.ms", "3000"),
                Map.entry("group.share.session.timeout.ms", "6000"),
                Map.entry("group.share.assignment.interval.ms", "0"),
                Map.entry("group.share.initialize.retry.interval.ms", "2000"),
                Map.entry("group.share.min.record.lock.duration.ms", "1000"),
                Map.entry("group.share.record.lock.duration.ms", "15000"),
                Map.entry("share.coordinator.state.topic.num.partitions", "2"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.segment.bytes", "16777216"));
    }
}

package io.certyn.runner;

import io.certyn.ids.PoolId;
import io.certyn.runner.control.Connection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How this runner is set up, read and checked once at its start. */
record Settings(
        Connection connection,
        Membership membership,
        Work work,
        Directories directories,
        AgentSettings agent,
        Optional<PodSettings> pods,
        HealthPort health) {

    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final String GPU = "gpu";
    private static final Duration KEY_LIFE = Duration.ofDays(30);

    /** Starts quickly and never needs its second compiler. */
    private static final String SMALL_JVM = "-Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private static final int MOST_SLOTS = 100;
    private static final int MOST_WARM = 2;
    private static final int LONGEST_NAME = 100;

    /** Which executor to use; auto is docker where an engine answers and has the runner's image. */
    enum ExecutorChoice {
        AUTO,
        DOCKER,
        PROCESS,
        KUBERNETES
    }

    /** Where offers come from; auto is what the control plane says about the pool. */
    enum OfferChoice {
        AUTO,
        KAFKA,
        SYNC
    }

    /**
     * To whom this runner belongs.
     *
     * @param token needed for the first start only
     * @param labels what sessions may ask for besides what is found out
     * @param keyLife how old the runner's key may become
     */
    record Membership(
            PoolId pool,
            String name,
            Optional<String> token,
            Map<String, String> labels,
            Duration keyLife) {}

    /**
     * @param slots sessions at once
     * @param warmAgents agents that wait with their browser up
     * @param drain how long sessions may go on after SIGTERM
     * @param kafka what Kafka's client is told, passwords among it; empty where there is none
     */
    record Work(
            int slots,
            ExecutorChoice executor,
            OfferChoice offers,
            int warmAgents,
            Duration drain,
            Map<String, String> kafka) {

        /** Keeps passwords out of logs. */
        @Override
        public String toString() {
            return slots + " slots, executor " + executor + ", offers " + offers;
        }
    }

    /**
     * @param state outlives restarts: identity, key, evidence on its way
     * @param runtime short path, private to this runner: sockets
     */
    record Directories(Path state, Path runtime) {}

    /**
     * What an agent is made of. Paths are of the machine for processes, of images for docker.
     *
     * @param javaOptions of the JVM of an agent that is a process
     * @param runnerImage what the egress proxy of agents in containers is made of
     * @param allowedImages what agents may be made of; none for whatever the control plane says
     */
    record AgentSettings(
            Optional<Path> jar,
            List<String> javaOptions,
            Path chromium,
            Optional<Path> node,
            Optional<String> runnerImage,
            List<String> allowedImages) {}

    /**
     * Where health is served; other machines ask only where the host says so.
     *
     * @param port 0 for not at all
     */
    record HealthPort(String host, int port) {}

    static Settings of(Lookup lookup) {
        int slots =
                Lookup.number("MAX_CONCURRENCY", lookup.required("MAX_CONCURRENCY"), 1, MOST_SLOTS);
        var executor = choice(lookup, "certyn.runner.executor", ExecutorChoice.AUTO);
        var state =
                lookup.path("certyn.runner.state-directory")
                        .orElse(Path.of("/var/lib/certyn-runner"));
        return new Settings(
                connection(lookup),
                membership(lookup),
                new Work(
                        slots,
                        executor,
                        choice(lookup, "certyn.runner.offers", OfferChoice.AUTO),
                        warmAgents(lookup, executor, slots),
                        lookup.duration("certyn.runner.drain-timeout", DRAIN),
                        lookup.kafka()),
                new Directories(
                        state,
                        lookup.path("certyn.runner.runtime-directory")
                                .orElse(state.resolve("run"))),
                new AgentSettings(
                        lookup.path("certyn.runner.agent-jar"),
                        lookup.words("certyn.runner.agent-java-options", SMALL_JVM),
                        lookup.path("certyn.agent.chromium")
                                .orElse(Path.of("/usr/lib/chromium/chromium")),
                        lookup.path("certyn.agent.node"),
                        lookup.key("certyn.runner.runner-image"),
                        lookup.list("certyn.runner.allowed-images")),
                executor == ExecutorChoice.KUBERNETES
                        ? Optional.of(PodSettings.of(lookup))
                        : Optional.empty(),
                new HealthPort(
                        lookup.key("certyn.runner.health-host").orElse("127.0.0.1"),
                        lookup.number("certyn.runner.health-port", 0, 0, 65_535)));
    }

    /** A pod is named by its session and cannot be renamed, so none waits for one. */
    private static int warmAgents(Lookup lookup, ExecutorChoice executor, int slots) {
        var key = "certyn.runner.warm-agents";
        boolean canWait = executor != ExecutorChoice.KUBERNETES;
        int agents = lookup.number(key, canWait ? Math.min(slots, MOST_WARM) : 0, 0, MOST_SLOTS);
        if (agents > 0 && !canWait) {
            throw new SettingsRefused(key + " must be 0 where agents are pods.");
        }
        return agents;
    }

    private static Connection connection(Lookup lookup) {
        var url = Lookup.url("CONTROL_PLANE_URL", lookup.required("CONTROL_PLANE_URL"));
        boolean plain = "http".equals(url.getScheme());
        if (plain
                && !Connection.isLoopback(url.getHost())
                && !lookup.flag("certyn.security.allow-plain-http")) {
            throw new SettingsRefused(
                    "CONTROL_PLANE_URL must be https unless it is this machine or"
                            + " certyn.security.allow-plain-http is true.");
        }
        var caFile = lookup.path("certyn.runner.ca-file");
        caFile.filter(file -> !Files.isReadable(file))
                .ifPresent(file -> {
                    throw new SettingsRefused(
                            "certyn.runner.ca-file cannot be read: " + file + ".");
                });
        var proxy =
                lookup.variable("HTTPS_PROXY")
                        .or(() -> lookup.variable("https_proxy"))
                        .map(text -> Lookup.url("HTTPS_PROXY", text));
        return new Connection(url, proxy.filter(_ -> !plain), caFile);
    }

    private static Membership membership(Lookup lookup) {
        var name = lookup.required("RUNNER_NAME");
        if (name.length() > LONGEST_NAME || !name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]*")) {
            throw new SettingsRefused(
                    "RUNNER_NAME must be at most "
                            + LONGEST_NAME
                            + " letters, digits, dots, dashes, underscores and spaces.");
        }
        try {
            return new Membership(
                    PoolId.parse(lookup.required("RUNNER_POOL_ID")),
                    name,
                    lookup.variable("REGISTRATION_TOKEN"),
                    lookup.labels("certyn.runner.labels"),
                    lookup.duration("certyn.runner.key-life", KEY_LIFE));
        } catch (IllegalArgumentException e) {
            var refused = new SettingsRefused("RUNNER_POOL_ID must be the id of a pool, pool_….");
            refused.addSuppressed(e);
            throw refused;
        }
    }

    private static <E extends Enum<E>> E choice(Lookup lookup, String key, E otherwise) {
        var text = lookup.key(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        var type = otherwise.getDeclaringClass();
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text.get())) {
                return constant;
            }
        }
        throw new SettingsRefused(
                key
                        + " must be one of "
                        + String.join(
                                ", ",
                                java.util.Arrays.stream(type.getEnumConstants())
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .toList())
                        + ".");
    }

    /** What sessions may ask for; pods that are given graphics processors say so themselves. */
    Map<String, String> labels() {
        var all = new HashMap<>(membership.labels());
        if (pods.filter(made -> made.shape().resources().gpus() > 0).isPresent()) {
            all.put(GPU, "true");
        }
        return Map.copyOf(all);
    }

    /** Whether this runner says that its agents can draw with a graphics processor. */
    boolean hasGpu() {
        return "true".equals(labels().get(GPU));
    }

    /** Origin of the control plane, which no agent may reach. */
    URI controlPlane() {
        return connection.url();
    }
}

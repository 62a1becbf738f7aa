package io.certyn.runner;

import io.certyn.runner.egress.EgressProxy;
import io.certyn.runner.egress.Origin;
import io.certyn.runner.egress.ThisMachine;
import io.certyn.runner.executor.AllowedImages;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.docker.DockerExecutor;
import io.certyn.runner.executor.docker.OwnContainer;
import io.certyn.runner.executor.kubernetes.Cluster;
import io.certyn.runner.executor.kubernetes.KubernetesExecutor;
import io.certyn.runner.executor.kubernetes.Placement;
import io.certyn.runner.executor.process.ProcessExecutor;
import io.certyn.runner.register.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.apache.kafka.clients.CommonClientConfigs;

/** Chooses and opens the executor that the settings ask for. */
final class Executors {

    private static final System.Logger LOG = System.getLogger(Executors.class.getName());

    /** As this repository builds it. */
    private static final String LOCAL = "certyn/runner:local";

    private Executors() {}

    static Executor open(Settings settings) throws IOException {
        return switch (settings.work().executor()) {
            case PROCESS -> process(settings);
            case DOCKER -> {
                var own = OwnContainer.find();
                var image = runnerImage(settings, own);
                if (!DockerExecutor.isAvailable(image)) {
                    throw new SettingsRefused(
                            "certyn.runner.executor is docker, but no engine answers or it lacks"
                                    + " the image "
                                    + image
                                    + ".");
                }
                yield docker(settings, image, own);
            }
            case KUBERNETES -> kubernetes(settings);
            case AUTO -> auto(settings);
        };
    }

    private static Executor kubernetes(Settings settings) throws IOException {
        var pods = settings.pods().orElseThrow();
        var client = Cluster.connect();
        var forbidden = new HashSet<>(forbidden(settings));
        Origin.parse(client.getMasterUrl().toString()).ifPresent(forbidden::add);
        forbidden.addAll(kafka(settings));
        return KubernetesExecutor.open(
                new KubernetesExecutor.Setup(
                        new Placement(
                                settings.membership().pool(),
                                lastingMark(settings.directories().state()),
                                pods.namespace(),
                                pods.owner()),
                        pods.doors(),
                        pods.shape(),
                        new AllowedImages(settings.agent().allowedImages()),
                        Set.copyOf(forbidden)),
                client);
    }

    /** The proxy is in the runner's own pod, whose network lets it talk to these. */
    private static Set<Origin> kafka(Settings settings) {
        var servers =
                settings.work()
                        .kafka()
                        .getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
        return Arrays.stream(servers.split(",", -1))
                .map(server -> Origin.parse("http://" + server.strip()))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Kept with the state, since a pod that runs again has another name and another node. */
    private static String lastingMark(Path state) throws IOException {
        var file = state.resolve("pods-mark");
        if (!Files.exists(file)) {
            StateDirectory.write(
                    file, UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        }
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    private static Executor auto(Settings settings) throws IOException {
        var own = OwnContainer.find();
        var image = runnerImage(settings, own);
        if (DockerExecutor.isAvailable(image)) {
            return docker(settings, image, own);
        }
        if (settings.agent().jar().isEmpty()) {
            throw new SettingsRefused(
                    "No Docker engine answers, or it lacks the image "
                            + image
                            + "; mount /var/run/docker.sock, or set certyn.runner.agent-jar for"
                            + " agents as processes.");
        }
        return process(settings);
    }

    /** A runner in a container needs to be told nothing: the egress proxy is its own image. */
    private static String runnerImage(Settings settings, Optional<OwnContainer> own) {
        return settings.agent().runnerImage().or(() -> own.map(OwnContainer::image)).orElse(LOCAL);
    }

    private static Executor docker(Settings settings, String image, Optional<OwnContainer> own)
            throws IOException {
        var directories = settings.directories();
        if (own.isPresent()) {
            demandMount(directories.state(), own.get());
            demandMount(directories.runtime(), own.get());
        }
        return DockerExecutor.open(
                new DockerExecutor.Setup(
                        mark(directories.state(), own),
                        image,
                        settings.agent().allowedImages(),
                        directories.runtime(),
                        forbidden(settings).stream().map(Origin::url).toList(),
                        own,
                        settings.hasGpu()));
    }

    /** Agents find their links by the machine's paths. */
    private static void demandMount(Path inside, OwnContainer own) {
        if (own.outside(inside).isEmpty()) {
            throw new SettingsRefused(
                    inside + " is in this container only; mount a directory of the machine there.");
        }
    }

    /**
     * Short and the same after each start: a runner is known by the machine's path of its state
     * directory, which two containers may have in the same place.
     */
    private static String mark(Path state, Optional<OwnContainer> own) {
        var outside = own.flatMap(here -> here.outside(state)).orElse(state);
        var checksum = new CRC32();
        checksum.update(outside.toString().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }

    private static Executor process(Settings settings) throws IOException {
        var agent = settings.agent();
        var jar = file("certyn.runner.agent-jar", agent.jar());
        var node = file("certyn.agent.node", agent.node());
        var chromium = file("certyn.agent.chromium", Optional.of(agent.chromium()));
        boolean root = "root".equals(System.getProperty("user.name"));
        LOG.log(
                System.Logger.Level.WARNING,
                "isolation is weaker with executor=process: agents run as this user{0}",
                root ? " and without Chromium's sandbox, since it is root" : "");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<String>();
        command.add(java);
        command.addAll(agent.javaOptions());
        command.addAll(List.of("-jar", jar.toString()));
        return ProcessExecutor.open(
                new ProcessExecutor.Programs(
                        List.copyOf(command), chromium, node, !root, settings.hasGpu()),
                settings.directories().state().resolve("agents"),
                new EgressProxy.Surroundings(
                        // An agent that is a process has no network of its own.
                        Optional.empty(), forbidden(settings), _ -> false));
    }

    private static Set<Origin> forbidden(Settings settings) throws IOException {
        var controlPlane = Origin.parse(settings.controlPlane().toString());
        return controlPlane.isPresent() ? ThisMachine.everyNameOf(controlPlane.get()) : Set.of();
    }

    private static Path file(String key, Optional<Path> path) {
        var file = path.orElseThrow(() -> new SettingsRefused(key + " is missing."));
        if (!Files.isReadable(file)) {
            throw new SettingsRefused(key + " cannot be read: " + file + ".");
        }
        return file;
    }
}

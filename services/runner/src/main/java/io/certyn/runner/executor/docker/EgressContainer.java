package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import io.certyn.runner.egress.EgressControl;
import io.certyn.runner.egress.EgressSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one proxy of this runner's agents, a container that joins each agent's network. Its control
 * socket lies in a directory that no agent sees.
 */
final class EgressContainer {

    static final int PORT = 3128;
    private static final Duration START = Duration.ofSeconds(20);
    private static final long PAUSE_MS = 50;

    private final Engine engine;
    private final Hardening hardening;
    private final ContainerNames names;
    private final DockerExecutor.Setup setup;
    private final Path directory;
    private @Nullable String container;

    EgressContainer(
            Engine engine, Hardening hardening, ContainerNames names, DockerExecutor.Setup setup) {
        this.engine = engine;
        this.hardening = hardening;
        this.names = names;
        this.setup = setup;
        this.directory = setup.runtime().resolve("egress");
    }

    /** Starts the proxy unless it runs; its users are gone with an older one. */
    synchronized EgressControl running() throws IOException, InterruptedException {
        var control = new EgressSocket(directory.resolve("control.sock"));
        if (container == null || !isRunning(container)) {
            container = start();
            await(control);
        }
        return control;
    }

    private boolean isRunning(String id) {
        try {
            var state = engine.calls().inspectContainerCmd(id).exec().getState();
            return Boolean.TRUE.equals(state.getRunning());
        } catch (RuntimeException _) {
            return false;
        }
    }

    private String start() throws IOException {
        Files.createDirectories(directory);
        // Entered only through its parent, which is the runner's alone.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.deleteIfExists(directory.resolve("control.sock"));
        var name = names.ofEgress();
        return Engine.call(
                "starting the egress proxy",
                () -> {
                    engine.calls()
                            .listContainersCmd()
                            .withShowAll(true)
                            .withNameFilter(List.of("^/" + name + "$"))
                            .exec()
                            .forEach(old ->
                                    engine.calls()
                                            .removeContainerCmd(old.getId())
                                            .withForce(true)
                                            .exec());
                    var created =
                            engine.calls()
                                    .createContainerCmd(setup.runnerImage())
                                    .withName(name)
                                    .withCmd("egress")
                                    .withUser(Hardening.USER)
                                    .withLabels(names.labels())
                                    .withEnv(environment())
                                    .withHostConfig(
                                            hardening
                                                    .proxy()
                                                    .withExtraHosts(
                                                            "host.docker.internal:host-gateway")
                                                    .withBinds(
                                                            new Bind(
                                                                    setup.outside(directory)
                                                                            .toString(),
                                                                    new Volume("/run/certyn"),
                                                                    AccessMode.rw)))
                                    .exec();
                    engine.calls().startContainerCmd(created.getId()).exec();
                    return created.getId();
                });
    }

    private List<String> environment() {
        return List.of(
                "CERTYN_EGRESS_CONTROL_SOCKET=/run/certyn/control.sock",
                "CERTYN_EGRESS_PORT=" + PORT,
                "CERTYN_EGRESS_LOOPBACK_HOST=host.docker.internal",
                "CERTYN_EGRESS_FORBIDDEN=" + String.join(",", setup.forbidden()));
    }

    private static void await(EgressControl control) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                control.dismiss("nobody");
                return;
            } catch (IOException e) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("the egress proxy did not start", e);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        }
    }

    /** Joins a network and says under which address the proxy is found there. */
    synchronized String join(String network) throws IOException {
        var id = Objects.requireNonNull(container);
        return Engine.call(
                "joining the agent's network",
                () -> {
                    engine.calls()
                            .connectToNetworkCmd()
                            .withNetworkId(network)
                            .withContainerId(id)
                            .exec();
                    return engine
                            .calls()
                            .inspectContainerCmd(id)
                            .exec()
                            .getNetworkSettings()
                            .getNetworks()
                            .values()
                            .stream()
                            .filter(joined -> network.equals(joined.getNetworkID()))
                            .map(joined -> Objects.requireNonNull(joined.getIpAddress()))
                            .findFirst()
                            .orElseThrow();
                });
    }

    /** Cuts an agent off, whatever it is doing. */
    synchronized void leave(String network) throws IOException {
        var id = container;
        if (id != null) {
            Engine.call(
                    "leaving the agent's network",
                    () ->
                            engine.calls()
                                    .disconnectFromNetworkCmd()
                                    .withNetworkId(network)
                                    .withContainerId(id)
                                    .withForce(true)
                                    .exec());
        }
    }
}

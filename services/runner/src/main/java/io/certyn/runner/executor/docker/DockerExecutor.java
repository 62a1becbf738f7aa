package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.api.model.WaitResponse;
import io.certyn.ids.SessionId;
import io.certyn.runner.egress.Denied;
import io.certyn.runner.egress.EgressControl;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.work.LeaseKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Agents as containers, each in a network of its own. A container's name is its slot's until it is
 * bound and then its session and epoch, so a start that is repeated collides.
 */
public final class DockerExecutor implements Executor {

    static final String RUNNER_LABEL = "io.certyn.runner";
    private static final String AGENT_LABEL = "io.certyn.agent";
    private static final System.Logger LOG = System.getLogger(DockerExecutor.class.getName());
    private static final long LOG_END_SECONDS = 5;

    private final Engine engine;
    private final Setup setup;
    private final Hardening hardening;
    private final EgressContainer egress;
    private final SecureRandom random = new SecureRandom();

    private DockerExecutor(Engine engine, Setup setup, Hardening hardening) {
        this.engine = engine;
        this.setup = setup;
        this.hardening = hardening;
        this.egress = new EgressContainer(engine, hardening, setup);
    }

    /**
     * What this runner's containers are.
     *
     * @param runner tells this runner's containers from those of others on the same engine
     * @param runtime private to this runner, at the same path for the engine
     * @param forbidden origins no agent may reach
     */
    public record Setup(
            String runner,
            String agentImage,
            String runnerImage,
            Path runtime,
            Collection<String> forbidden) {

        /** With the images that the engine has by these names now, whatever they name later. */
        private Setup pinned(Engine engine) throws IOException {
            return new Setup(
                    runner,
                    engine.imageId(agentImage),
                    engine.imageId(runnerImage),
                    runtime,
                    forbidden);
        }

        String prefix() {
            return "certyn-" + runner + "-";
        }
    }

    /** Whether an engine answers and has these images. */
    public static boolean isAvailable(List<String> images) throws IOException {
        try (var engine = Engine.connect()) {
            return engine.answers() && engine.has(images);
        }
    }

    /** Fails when the engine does not answer or lacks an image. */
    public static DockerExecutor open(Setup setup) throws IOException {
        var engine = Engine.connect();
        try {
            return new DockerExecutor(engine, setup.pinned(engine), Hardening.load());
        } catch (IOException e) {
            engine.close();
            throw e;
        }
    }

    @Override
    public String kind() {
        return "docker";
    }

    @Override
    public List<Leftover> removeLeftovers() throws IOException {
        return Engine.call(
                "clearing up",
                () -> {
                    var found = new ArrayList<Leftover>();
                    for (var container : ours()) {
                        if (container.getLabels().containsKey(AGENT_LABEL)) {
                            found.add(leftover(container));
                        }
                        engine.calls().removeContainerCmd(container.getId()).withForce(true).exec();
                    }
                    engine.calls()
                            .listNetworksCmd()
                            .withFilter("label", List.of(RUNNER_LABEL + "=" + setup.runner()))
                            .exec()
                            .forEach(network ->
                                    engine.calls().removeNetworkCmd(network.getId()).exec());
                    return found;
                });
    }

    private List<Container> ours() {
        return engine.calls()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(RUNNER_LABEL, setup.runner()))
                .exec();
    }

    private Leftover leftover(Container container) {
        var name = container.getNames()[0].substring(1);
        var rest = name.startsWith(setup.prefix()) ? name.substring(setup.prefix().length()) : name;
        return new Leftover(name, lease(rest));
    }

    private static Optional<LeaseKey> lease(String name) {
        int dash = name.lastIndexOf('-');
        try {
            return dash < 0
                    ? Optional.empty()
                    : Optional.of(
                            new LeaseKey(
                                    SessionId.parse(name.substring(0, dash)),
                                    Long.parseLong(name.substring(dash + 1))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public RunningAgent start(String name, Path linkDirectory, Path log) throws IOException {
        EgressControl control;
        try {
            control = egress.running();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the egress proxy started");
        }
        var agent = new Agent(name, control);
        try {
            agent.start(linkDirectory, log);
            return agent;
        } catch (IOException e) {
            agent.remove();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            // Agents that were about to start when this process was told to end are there, too.
            removeLeftovers();
        } finally {
            engine.close();
        }
    }

    private final class Agent implements RunningAgent {

        private final String name;
        private final EgressControl control;
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();
        private final AtomicBoolean removed = new AtomicBoolean();
        private @Nullable String network;
        private @Nullable String container;
        private @Nullable ContainerLog printed;
        private volatile List<Denied> denied = List.of();

        Agent(String name, EgressControl control) {
            this.name = name;
            this.control = control;
        }

        synchronized void start(Path linkDirectory, Path log) throws IOException {
            var password = new byte[32];
            random.nextBytes(password);
            var pass = new EgressControl.Pass(name, HexFormat.of().formatHex(password));
            control.admit(pass);
            var created = Engine.call("creating the agent's network", this::createNetwork);
            network = created;
            var proxy = egress.join(created);
            var id =
                    Engine.call(
                            "creating the agent",
                            () ->
                                    createContainer(
                                            created, linkDirectory, environment(pass, proxy)));
            container = id;
            Engine.call("starting the agent", () -> engine.calls().startContainerCmd(id).exec());
            printed = new ContainerLog(log);
            engine.streams()
                    .logContainerCmd(id)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(printed);
            engine.streams().waitContainerCmd(id).exec(new Exit());
        }

        private String createNetwork() {
            return engine.calls()
                    .createNetworkCmd()
                    .withName(setup.prefix() + name)
                    .withDriver("bridge")
                    .withInternal(true)
                    .withCheckDuplicate(true)
                    // Without the gateway's address the host itself is out of reach, too.
                    .withOptions(Map.of("com.docker.network.bridge.inhibit_ipv4", "true"))
                    .withLabels(Map.of(RUNNER_LABEL, setup.runner()))
                    .exec()
                    .getId();
        }

        private String createContainer(
                String inNetwork, Path linkDirectory, List<String> environment) {
            return engine.calls()
                    .createContainerCmd(setup.agentImage())
                    .withName(setup.prefix() + name)
                    .withHostName("agent")
                    .withUser(Hardening.USER)
                    .withLabels(Map.of(RUNNER_LABEL, setup.runner(), AGENT_LABEL, name))
                    .withEnv(environment)
                    .withHostConfig(
                            hardening
                                    .agent()
                                    .withNetworkMode(inNetwork)
                                    .withBinds(
                                            new Bind(
                                                    linkDirectory.toString(),
                                                    new Volume("/run/certyn"),
                                                    AccessMode.ro)))
                    .exec()
                    .getId();
        }

        private List<String> environment(EgressControl.Pass pass, String proxy) {
            return List.of(
                    "CERTYN_LINK=/run/certyn/link.sock",
                    "CERTYN_CHROMIUM_SANDBOX=true",
                    "CERTYN_WORK_DIRECTORY=/tmp/agent",
                    "HOME=/home",
                    "CERTYN_EGRESS=http://"
                            + pass.user()
                            + ":"
                            + pass.password()
                            + "@"
                            + proxy
                            + ":"
                            + EgressContainer.PORT);
        }

        /** Hears that the container ended. */
        private final class Exit extends ResultCallback.Adapter<WaitResponse> {

            @Override
            public void onNext(WaitResponse ended) {
                exit.complete(ended.getStatusCode());
            }

            @Override
            public void onError(Throwable error) {
                // A container that was removed cannot be waited for; a dead engine runs nothing.
                exit.complete(-1);
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public synchronized void bind(LeaseKey lease, Collection<String> origins)
                throws IOException {
            var id = container;
            if (id == null) {
                throw new IOException("the agent is gone");
            }
            Engine.call(
                    "naming the agent's container",
                    () ->
                            engine.calls()
                                    .renameContainerCmd(id)
                                    .withName(setup.prefix() + lease)
                                    .exec());
            control.allow(name, origins);
        }

        @Override
        public boolean isAlive() {
            return !exit.isDone();
        }

        @Override
        public int awaitExit() throws InterruptedException {
            try {
                return exit.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("an exit never fails", e);
            }
        }

        @Override
        public void remove() {
            if (!removed.compareAndSet(false, true)) {
                return;
            }
            quietly("cutting off", this::cutOff);
            quietly("removing", this::removeContainer);
            quietly("forgetting", () -> denied = control.dismiss(name));
            exit.complete(-1);
        }

        @Override
        public List<Denied> denied() {
            return denied;
        }

        private synchronized void cutOff() throws IOException {
            if (network != null) {
                egress.leave(network);
            }
        }

        private synchronized void removeContainer() throws IOException {
            var id = container;
            if (id != null) {
                Engine.call("killing the agent", () -> kill(id));
                endLog();
                Engine.call(
                        "removing the agent",
                        () -> engine.calls().removeContainerCmd(id).withForce(true).exec());
                container = null;
            }
            var joined = network;
            if (joined != null) {
                Engine.call(
                        "removing the agent's network",
                        () -> engine.calls().removeNetworkCmd(joined).exec());
                network = null;
            }
        }

        /** False when it had ended already. */
        private boolean kill(String id) {
            try {
                engine.calls().killContainerCmd(id).exec();
                return true;
            } catch (NotFoundException | ConflictException _) {
                return false;
            }
        }

        private void endLog() throws IOException {
            var log = printed;
            if (log != null) {
                try {
                    log.awaitCompletion(LOG_END_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                log.close();
            }
        }

        private void quietly(String what, Step step) {
            try {
                step.run();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "agent not removed step=" + what, e);
            }
        }
    }

    /** One step of a removal; the others follow even when it fails. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}

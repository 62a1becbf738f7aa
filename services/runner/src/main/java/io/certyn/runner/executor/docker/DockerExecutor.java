package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.model.Container;
import io.certyn.runner.egress.EgressControl;
import io.certyn.runner.executor.Executor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Agents as containers, each in a network of its own. */
public final class DockerExecutor implements Executor {

    private final Engine engine;
    private final ContainerNames names;
    private final AgentBox box;
    private final EgressContainer egress;
    private final SecureRandom random = new SecureRandom();

    private DockerExecutor(Engine engine, Setup setup, Hardening hardening) {
        this.engine = engine;
        this.names = new ContainerNames(setup.runner());
        this.box = new AgentBox(engine, hardening, names, setup.agentImage());
        this.egress = new EgressContainer(engine, hardening, names, setup);
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
                        if (ContainerNames.isAgent(container)) {
                            found.add(names.leftover(container));
                        }
                        engine.calls().removeContainerCmd(container.getId()).withForce(true).exec();
                    }
                    engine.calls()
                            .listNetworksCmd()
                            .withFilter("label", List.of(names.filter()))
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
                .withLabelFilter(names.labels())
                .exec();
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
        var password = new byte[32];
        random.nextBytes(password);
        var pass = new EgressControl.Pass(name, HexFormat.of().formatHex(password));
        var place = new DockerAgent.Place(engine, names, box, egress);
        var agent = new DockerAgent(place, pass, control);
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
}

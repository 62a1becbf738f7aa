package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.model.Container;
import io.certyn.runner.egress.EgressControl;
import io.certyn.runner.executor.AllowedImages;
import io.certyn.runner.executor.Executor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Agents as containers, each in a network of its own. */
public final class DockerExecutor implements Executor {

    private final Engine engine;
    private final Optional<OwnContainer> own;
    private final ContainerNames names;
    private final Images images;
    private final AgentBox box;
    private final EgressContainer egress;
    private final SecureRandom random = new SecureRandom();

    private DockerExecutor(Engine engine, Setup setup, Hardening hardening) {
        this.engine = engine;
        this.own = setup.own();
        this.names = new ContainerNames(setup.runner());
        this.images = new Images(engine, new AllowedImages(setup.allowedImages()));
        this.box = new AgentBox(engine, hardening, names, setup::outside, setup.gpu());
        this.egress = new EgressContainer(engine, hardening, names, setup);
    }

    /**
     * What this runner's containers are.
     *
     * @param runner tells this runner's containers from those of others on the same engine
     * @param allowedImages what agents may be made of, {@code *} at the end for any rest; empty for
     *     whatever the control plane says
     * @param runtime private to this runner; in a container, below one of its mounts
     * @param forbidden origins no agent may reach
     * @param own the container that the runner is in
     * @param gpu whether agents get the machine's graphics processors
     */
    public record Setup(
            String runner,
            String runnerImage,
            List<String> allowedImages,
            Path runtime,
            Collection<String> forbidden,
            Optional<OwnContainer> own,
            boolean gpu) {

        /** Where the engine's machine has what is here in this place. */
        Path outside(Path inside) {
            return own.flatMap(here -> here.outside(inside)).orElse(inside);
        }

        /** With the image that the engine has by this name now, whatever it names later. */
        private Setup pinned(Engine engine) throws IOException {
            return new Setup(
                    runner,
                    engine.imageId(runnerImage),
                    allowedImages,
                    runtime,
                    forbidden,
                    own,
                    gpu);
        }
    }

    /** Whether an engine answers and has this image, which the egress proxy is made of. */
    public static boolean isAvailable(String runnerImage) throws IOException {
        try (var engine = Engine.connect()) {
            return engine.answers() && engine.has(runnerImage);
        }
    }

    /** Fails when the engine does not answer or lacks the image. */
    public static DockerExecutor open(Setup setup) throws IOException {
        var engine = Engine.connect();
        try {
            return new DockerExecutor(engine, setup.pinned(engine), Hardening.load(setup.gpu()));
        } catch (IOException e) {
            engine.close();
            throw e;
        }
    }

    @Override
    public String kind() {
        return "docker";
    }

    /** On a machine of its own a runner is told by that; only in a container it is not. */
    @Override
    public Optional<String> engine() throws IOException {
        if (own.isEmpty()) {
            return Optional.empty();
        }
        return Engine.call(
                "asking the engine who it is",
                () ->
                        Optional.ofNullable(engine.calls().infoCmd().exec().getId())
                                .filter(id -> !id.isBlank()));
    }

    @Override
    public void prepare(String image) throws IOException {
        images.named(image);
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
    public RunningAgent start(Order order, Path linkDirectory, Path log) throws IOException {
        var found = images.named(order.image());
        EgressControl control;
        try {
            control = egress.running();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the egress proxy started");
        }
        var password = new byte[32];
        random.nextBytes(password);
        var pass = new EgressControl.Pass(order.name(), HexFormat.of().formatHex(password));
        var place = new DockerAgent.Place(engine, names, box, egress);
        var agent = new DockerAgent(place, found, pass, control);
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

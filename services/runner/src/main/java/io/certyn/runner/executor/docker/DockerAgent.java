package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.WaitResponse;
import io.certyn.runner.egress.Denied;
import io.certyn.runner.egress.EgressControl;
import io.certyn.runner.executor.Executor.Exit;
import io.certyn.runner.executor.Executor.RunningAgent;
import io.certyn.runner.work.LeaseKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One started agent: its container, in a network of its own. */
final class DockerAgent implements RunningAgent {

    private static final System.Logger LOG = System.getLogger(DockerAgent.class.getName());
    private static final long LOG_END_SECONDS = 5;

    private final Place place;
    private final Images.Image image;
    private final EgressControl.Pass pass;
    private final EgressControl control;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final AtomicBoolean removed = new AtomicBoolean();
    private @Nullable String network;
    private @Nullable String container;
    private @Nullable ContainerLog printed;
    private volatile List<Denied> denied = List.of();

    DockerAgent(Place place, Images.Image image, EgressControl.Pass pass, EgressControl control) {
        this.place = place;
        this.image = image;
        this.pass = pass;
        this.control = control;
    }

    /** What all agents of a runner share. */
    record Place(Engine engine, ContainerNames names, AgentBox box, EgressContainer egress) {}

    synchronized void start(Path linkDirectory, Path log) throws IOException {
        control.admit(pass);
        var created =
                Engine.call(
                        "creating the agent's network", () -> place.box().createNetwork(name()));
        network = created;
        var proxy = place.egress().join(created);
        var id =
                Engine.call(
                        "creating the agent",
                        () ->
                                place.box()
                                        .createContainer(
                                                image,
                                                name(),
                                                created,
                                                linkDirectory,
                                                place.box().environment(pass, proxy)));
        container = id;
        Engine.call(
                "starting the agent", () -> place.engine().calls().startContainerCmd(id).exec());
        printed = new ContainerLog(log);
        place.engine()
                .streams()
                .logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(printed);
        place.engine().streams().waitContainerCmd(id).exec(new End());
    }

    /** Hears that the container ended. */
    private final class End extends ResultCallback.Adapter<WaitResponse> {

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
        return pass.user();
    }

    @Override
    public Optional<String> image() {
        return Optional.of(image.exactly());
    }

    @Override
    public synchronized void bind(
            LeaseKey lease, Collection<String> origins, BooleanSupplier mayAct) throws IOException {
        var id = container;
        if (id == null) {
            throw new IOException("the agent is gone");
        }
        Engine.call(
                "naming the agent's container",
                () ->
                        place.engine()
                                .calls()
                                .renameContainerCmd(id)
                                .withName(place.names().of(lease))
                                .exec());
        // Its proxy does not stand still when this process does, and the agent keeps its own time.
        control.allow(name(), origins);
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone();
    }

    @Override
    public Exit awaitExit() throws InterruptedException {
        try {
            return Exit.of(exit.get());
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
        quietly("forgetting", () -> denied = control.dismiss(name()));
        exit.complete(-1);
    }

    @Override
    public List<Denied> denied() {
        return denied;
    }

    private synchronized void cutOff() throws IOException {
        if (network != null) {
            place.egress().leave(network);
        }
    }

    private synchronized void removeContainer() throws IOException {
        var id = container;
        if (id != null) {
            Engine.call("killing the agent", () -> kill(id));
            endLog();
            Engine.call(
                    "removing the agent",
                    () -> place.engine().calls().removeContainerCmd(id).withForce(true).exec());
            container = null;
        }
        var joined = network;
        if (joined != null) {
            Engine.call(
                    "removing the agent's network",
                    () -> place.engine().calls().removeNetworkCmd(joined).exec());
            network = null;
        }
    }

    /** False when it had ended already. */
    private boolean kill(String id) {
        try {
            place.engine().calls().killContainerCmd(id).exec();
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

    /** One step of a removal; the others follow even when it fails. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}

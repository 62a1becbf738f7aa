package io.certyn.runner.executor.kubernetes;

import io.certyn.runner.egress.Denied;
import io.certyn.runner.egress.Passes;
import io.certyn.runner.executor.Executor.Exit;
import io.certyn.runner.executor.Executor.RunningAgent;
import io.certyn.runner.work.LeaseKey;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** One started agent: its pod, and its two ways into this runner. */
final class PodAgent implements RunningAgent {

    private static final System.Logger LOG = System.getLogger(PodAgent.class.getName());
    private static final Duration LOG_END = Duration.ofSeconds(5);

    /** What a node may take beyond the pod's own grace. */
    private static final Duration NODE_GRACE = Duration.ofSeconds(8);

    private final Which which;
    private final Place place;
    private final Runnable forgotten;
    private final AtomicBoolean removed = new AtomicBoolean();
    private final AtomicBoolean following = new AtomicBoolean();
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();

    /** Its container runs or ran, or never will. */
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    /** Nothing of it runs any more. */
    private final CompletableFuture<Void> dead = new CompletableFuture<>();

    private final CompletableFuture<Void> printed = new CompletableFuture<>();
    private volatile String coming = "not seen yet";
    private volatile Optional<String> image;
    private volatile List<Denied> denied = List.of();

    /**
     * @param forgotten told once it is removed
     */
    PodAgent(Which which, Place place, Runnable forgotten) {
        this.which = which;
        this.place = place;
        this.forgotten = forgotten;
        this.image = Optional.of(which.image());
    }

    /** Of all agents the one that was ordered. */
    record Which(String name, String image, LeaseKey lease, Path log) {

        String pod() {
            return PodNames.of(lease);
        }
    }

    /**
     * What all agents of a runner share.
     *
     * @param start how long a pod may take until its container runs
     */
    record Place(Pods pods, LinkDoor door, Passes passes, Duration start) {

        /** Takes both ways in from an agent; says what it was refused. */
        List<Denied> dismiss(String agent) throws IOException {
            var denied = passes.dismiss(agent);
            door.dismiss(agent);
            return denied;
        }
    }

    /** Gives the cluster its time; then says what kept the pod. */
    void awaitStart() {
        Thread.ofVirtual()
                .name("pod-start")
                .start(() -> {
                    try {
                        settled.get(place.start().toMillis(), TimeUnit.MILLISECONDS);
                    } catch (TimeoutException _) {
                        end(
                                new Exit(
                                        -1,
                                        Optional.of(
                                                "its pod did not start within "
                                                        + place.start().toSeconds()
                                                        + " s: "
                                                        + coming)));
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    } catch (ExecutionException e) {
                        throw new IllegalStateException("a start never fails", e);
                    }
                });
    }

    /** Takes in what the cluster says about the pod; in any order and any number of times. */
    void seen(Pod pod) {
        switch (PodLife.of(pod)) {
            case PodLife.Coming(var why) -> coming = why;
            case PodLife.Running() -> {
                settled.complete(null);
                image = exactly(pod).or(() -> image);
                follow();
            }
            case PodLife.Stuck(var why) -> end(why);
            case PodLife.Ended(var how) -> {
                follow();
                dead.complete(null);
                end(how);
            }
        }
    }

    /** Takes in that the pod is no more. */
    void gone() {
        dead.complete(null);
        printed.complete(null);
        end(new Exit(-1, Optional.of("its pod was deleted")));
    }

    private void end(Exit how) {
        settled.complete(null);
        exit.complete(how);
    }

    /** What the node made the container of, by digest. */
    private Optional<String> exactly(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(status -> status.getImageID())
                .filter(id -> id != null && id.contains("@"))
                .map(id -> id.substring(id.indexOf("://") < 0 ? 0 : id.indexOf("://") + 3))
                .findFirst();
    }

    private void follow() {
        if (following.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("agent-log")
                    .start(() -> {
                        try {
                            place.pods().follow(which.pod(), which.log());
                        } catch (IOException e) {
                            LOG.log(System.Logger.Level.WARNING, "agent log not kept", e);
                        } finally {
                            printed.complete(null);
                        }
                    });
        }
    }

    @Override
    public String name() {
        return which.name();
    }

    @Override
    public Optional<String> image() {
        return image;
    }

    /** The pod has carried the session's name from its creation on; only the way out is opened. */
    @Override
    public void bind(LeaseKey lease, Collection<String> origins, BooleanSupplier mayAct)
            throws IOException {
        if (!lease.equals(which.lease())) {
            throw new IOException("the pod is of " + which.lease() + ", not of " + lease);
        }
        place.passes().allow(which.name(), origins, mayAct);
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone();
    }

    @Override
    public Exit awaitExit() throws InterruptedException {
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
        try {
            denied = place.dismiss(which.name());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "agent not cut off name=" + which.name(), e);
        }
        try {
            place.pods().delete(which.pod());
            if (!passed(dead, AgentPod.KILL_GRACE.plus(NODE_GRACE))) {
                // Cut off, and over at its own deadline; whoever looks again deletes it again.
                LOG.log(System.Logger.Level.WARNING, "pod not gone yet pod={0}", which.pod());
            }
            if (following.get()) {
                passed(printed, LOG_END);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "agent not removed name=" + which.name(), e);
        }
        end(Exit.of(-1));
        forgotten.run();
    }

    private static boolean passed(CompletableFuture<Void> event, Duration limit) {
        try {
            event.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end never fails", e);
        }
    }

    @Override
    public List<Denied> denied() {
        return denied;
    }
}

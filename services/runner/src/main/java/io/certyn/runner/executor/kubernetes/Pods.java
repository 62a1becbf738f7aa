package io.certyn.runner.executor.kubernetes;

import io.certyn.runner.executor.BoundedLog;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The pods of one namespace, by what a runner may do with them: make, read, watch and delete. */
final class Pods {

    /** What runs unwatched is heard of again after this long at most. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private static final Duration FIRST_LIST = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String namespace;

    Pods(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** The pod as stored; empty when its name is taken. */
    Optional<Pod> create(Pod pod) throws IOException {
        return call(
                "creating the pod",
                () -> {
                    try {
                        return Optional.of(client.resource(pod).inNamespace(namespace).create());
                    } catch (KubernetesClientException e) {
                        if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                            return Optional.empty();
                        }
                        throw e;
                    }
                });
    }

    Optional<Pod> find(String name) throws IOException {
        return call("finding the pod", () -> Optional.ofNullable(pod(name).get()));
    }

    List<Pod> labelled(Map<String, String> labels) throws IOException {
        return call(
                "listing pods",
                () -> client.pods().inNamespace(namespace).withLabels(labels).list().getItems());
    }

    /** Asks for the pod's end within its own grace; it is gone some time after. */
    void delete(String name) throws IOException {
        call("deleting the pod", () -> pod(name).delete());
    }

    /** Copies what the agent prints, until it ends. */
    void follow(String name, Path log) throws IOException {
        var watching =
                call(
                        "reading the agent's log",
                        // It runs; the client would wait until it is ready, too.
                        () ->
                                pod(name)
                                        .inContainer(AgentPod.CONTAINER)
                                        .withReadyWaitTimeout(0)
                                        .watchLog());
        try (watching) {
            BoundedLog.copy(Objects.requireNonNull(watching.getOutput()), log);
        }
    }

    /**
     * Hears of every pod with these labels whenever something about it changes, and now and then
     * when nothing does.
     */
    AutoCloseable watch(Map<String, String> labels, Consumer<Pod> seen, Consumer<Pod> gone)
            throws IOException {
        // A watch would retry what the cluster refuses; a plain question is told why.
        labelled(labels);
        var informer =
                client.pods()
                        .inNamespace(namespace)
                        .withLabels(labels)
                        .runnableInformer(LOOK_AGAIN.toMillis());
        informer.addEventHandler(new Listener(seen, gone));
        // A watch that breaks is taken up again for as long as this process lives.
        informer.exceptionHandler((_, _) -> true);
        await(informer);
        return informer;
    }

    private static void await(SharedIndexInformer<Pod> informer) throws IOException {
        try {
            informer.start()
                    .toCompletableFuture()
                    .get(FIRST_LIST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            informer.stop();
            throw new IOException("the cluster does not let its pods be watched", e);
        } catch (InterruptedException _) {
            informer.stop();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while pods were listed");
        }
    }

    private record Listener(Consumer<Pod> seen, Consumer<Pod> gone)
            implements ResourceEventHandler<Pod> {

        @Override
        public void onAdd(Pod pod) {
            seen.accept(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            seen.accept(pod);
        }

        @Override
        public void onDelete(Pod pod, boolean lastStateUnknown) {
            gone.accept(pod);
        }
    }

    private PodResource pod(String name) {
        return client.pods().inNamespace(namespace).withName(name);
    }

    /** Runs a call and turns the cluster's complaints into ours. */
    private static <T> T call(String what, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (KubernetesClientException e) {
            // One that timed out has no message of its own.
            var why = e.getMessage() == null ? e.getCause() : e.getMessage();
            throw new IOException(what + " failed: " + why, e);
        } catch (RuntimeException e) {
            // Whatever the client's transport throws, for one when it is being closed.
            throw new IOException(what + " failed", e);
        }
    }

    /** One call to the cluster. */
    @FunctionalInterface
    private interface Call<T> {
        T run();
    }
}

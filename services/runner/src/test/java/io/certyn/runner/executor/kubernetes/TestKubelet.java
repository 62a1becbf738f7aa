package io.certyn.runner.executor.kubernetes;

import io.certyn.runner.TestAgent;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * One node of a {@link TestCluster}. A pod is a process of the test's agent with the pod's
 * environment and files, found where its mounts say; a deleted one is ended before it is gone. Pods
 * that say where they run are of other nodes.
 */
public final class TestKubelet implements AutoCloseable {

    /** Keeps a deleted pod until its process has ended, as a kubelet does by other means. */
    private static final String HOLD = "test.certyn.io/kubelet";

    private final TestCluster cluster;
    private final Path directory;
    private final KubernetesClient client;
    private final Map<String, Process> running = new ConcurrentHashMap<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final SharedIndexInformer<Pod> informer;

    private TestKubelet(TestCluster cluster, Path directory) {
        this.cluster = cluster;
        this.directory = directory;
        this.client = cluster.connect();
        this.informer = client.pods().inNamespace(TestCluster.NAMESPACE).runnableInformer(0);
        informer.addEventHandler(new Node());
        cluster.logs(this::printed);
    }

    public static TestKubelet start(TestCluster cluster, Path directory) {
        var kubelet = new TestKubelet(cluster, directory);
        kubelet.informer.run();
        return kubelet;
    }

    private final class Node implements ResourceEventHandler<Pod> {

        @Override
        public void onAdd(Pod pod) {
            if (pod.getSpec().getNodeName() == null) {
                run(pod);
            }
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                kill(pod.getMetadata().getName());
            }
        }

        @Override
        public void onDelete(Pod pod, boolean lastStateUnknown) {
            kill(pod.getMetadata().getName());
        }
    }

    private void run(Pod pod) {
        var name = pod.getMetadata().getName();
        cluster.edit(
                name,
                there ->
                        new PodBuilder(there)
                                .editMetadata()
                                .addToFinalizers(HOLD)
                                .endMetadata()
                                .build());
        try {
            var home = Files.createDirectories(directory.resolve(name));
            var mounts = mounts(pod, home);
            var builder =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    TestAgent.class.getName())
                            .redirectErrorStream(true)
                            .redirectOutput(log(name).toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(pod, mounts));
            var process = builder.start();
            running.put(name, process);
            if (deleted.contains(name)) {
                process.destroyForcibly();
            }
            cluster.say(name, Statuses.running());
            var _ = process.onExit().thenAccept(ended -> ended(name, ended.exitValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a path of the container lies on this node. */
    private static Map<String, Path> mounts(Pod pod, Path home) throws IOException {
        var annotations = pod.getMetadata().getAnnotations();
        for (var volume : pod.getSpec().getVolumes()) {
            var place = Files.createDirectories(home.resolve(volume.getName()));
            if (volume.getDownwardAPI() != null) {
                for (var item : volume.getDownwardAPI().getItems()) {
                    var field = item.getFieldRef().getFieldPath();
                    var key = field.substring(field.indexOf("['") + 2, field.indexOf("']"));
                    Files.writeString(place.resolve(item.getPath()), annotations.get(key));
                }
            }
        }
        return pod.getSpec().getContainers().getFirst().getVolumeMounts().stream()
                .collect(
                        Collectors.toMap(
                                mount -> mount.getMountPath(),
                                mount -> home.resolve(mount.getName())));
    }

    private static Map<String, String> environment(Pod pod, Map<String, Path> mounts) {
        return pod.getSpec().getContainers().getFirst().getEnv().stream()
                .collect(
                        Collectors.toMap(
                                variable -> variable.getName(),
                                variable -> onThisNode(variable.getValue(), mounts)));
    }

    private static String onThisNode(String value, Map<String, Path> mounts) {
        return mounts.entrySet().stream()
                .filter(mount ->
                        value.equals(mount.getKey()) || value.startsWith(mount.getKey() + "/"))
                .findFirst()
                .map(mount -> mount.getValue() + value.substring(mount.getKey().length()))
                .orElse(value);
    }

    private void ended(String name, int status) {
        cluster.say(
                name,
                Statuses.ended(
                        status == 0 ? "Succeeded" : "Failed",
                        status,
                        status == 0 ? "Completed" : "Error"));
        cluster.edit(
                name,
                there ->
                        new PodBuilder(there)
                                .editMetadata()
                                .removeFromFinalizers(HOLD)
                                .endMetadata()
                                .build());
    }

    private void kill(String name) {
        deleted.add(name);
        var process = running.get(name);
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private String printed(String name) {
        var process = running.get(name);
        if (process != null) {
            process.onExit().join();
        }
        try {
            return Files.readString(log(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(String name) {
        return directory.resolve(name + ".out");
    }

    /** How many agents run now. */
    public long alive() {
        return running.values().stream().filter(Process::isAlive).count();
    }

    @Override
    public void close() {
        informer.close();
        running.values().forEach(process -> process.destroyForcibly().onExit().join());
        client.close();
    }
}

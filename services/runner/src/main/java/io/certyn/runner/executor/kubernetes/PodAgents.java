package io.certyn.runner.executor.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The agents of this start by their pods' names: what the cluster says about a pod reaches its
 * agent, and a pod of ours without one is deleted.
 */
final class PodAgents {

    private static final System.Logger LOG = System.getLogger(PodAgents.class.getName());

    private final PodNames names;
    private final Pods pods;
    private final Map<String, PodAgent> agents = new ConcurrentHashMap<>();

    PodAgents(PodNames names, Pods pods) {
        this.names = names;
        this.pods = pods;
    }

    /** Before its pod is made, so that none looks orphaned; false where the name is taken. */
    boolean add(String pod, PodAgent agent) {
        return agents.putIfAbsent(pod, agent) == null;
    }

    void remove(String pod) {
        agents.remove(pod);
    }

    void seen(Pod pod) {
        var agent = agents.get(pod.getMetadata().getName());
        if (agent != null && names.isOf(agent.name(), pod)) {
            agent.seen(pod);
        } else if (names.isOfThisStart(pod) && pod.getMetadata().getDeletionTimestamp() == null) {
            // Not here: whoever tells of pods waits.
            Thread.ofVirtual().name("orphan").start(() -> removeOrphan(pod));
        }
    }

    void gone(Pod pod) {
        var agent = agents.get(pod.getMetadata().getName());
        if (agent != null && names.isOf(agent.name(), pod)) {
            agent.gone();
        }
    }

    /** Removes every agent, all at the same time. */
    void removeAll() {
        var removals =
                agents.values().stream()
                        .map(agent -> Thread.ofVirtual().name("agent-removal").start(agent::remove))
                        .toList();
        try {
            for (var removal : removals) {
                removal.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One whose create failed here and not there, or whose delete failed. */
    private void removeOrphan(Pod pod) {
        var name = pod.getMetadata().getName();
        try {
            pods.delete(name);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "orphaned pod not removed pod=" + name, e);
        }
    }
}

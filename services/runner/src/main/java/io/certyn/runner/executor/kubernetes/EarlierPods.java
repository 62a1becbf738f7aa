package io.certyn.runner.executor.kubernetes;

import io.certyn.runner.executor.Executor.Leftover;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What earlier starts of this runner left in the cluster. */
final class EarlierPods {

    private static final System.Logger LOG = System.getLogger(EarlierPods.class.getName());

    /** After this an agent that nobody talks to has come to its own deadline. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PAUSE_MS = 250;

    private final PodNames names;
    private final Pods pods;

    EarlierPods(PodNames names, Pods pods) {
        this.names = names;
        this.pods = pods;
    }

    /** Deletes them, waits for their end, and says what they were. */
    List<Leftover> remove() throws IOException {
        var left = list();
        for (var pod : left) {
            pods.delete(pod.getMetadata().getName());
        }
        awaitEnd();
        return left.stream().map(PodNames::leftover).toList();
    }

    private List<Pod> list() throws IOException {
        return pods.labelled(names.ours()).stream()
                .filter(pod -> !names.isOfThisStart(pod))
                .toList();
    }

    private void awaitEnd() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (list().stream().anyMatch(EarlierPods::mayRun)) {
                if (System.nanoTime() - end > 0) {
                    // A node that is out of reach; waiting on would keep the others idle.
                    LOG.log(System.Logger.Level.WARNING, "earlier pods past their deadline remain");
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while clearing up");
        }
    }

    private static boolean mayRun(Pod pod) {
        return !(PodLife.of(pod) instanceof PodLife.Ended);
    }
}

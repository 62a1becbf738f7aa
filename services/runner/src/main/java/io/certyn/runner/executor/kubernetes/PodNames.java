package io.certyn.runner.executor.kubernetes;

import io.certyn.ids.PoolId;
import io.certyn.ids.SessionId;
import io.certyn.runner.executor.Executor.Leftover;
import io.certyn.runner.work.LeaseKey;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;

/**
 * How the pods of one runner are called and known again.
 *
 * @param runner the same after each start of this runner, and of no other
 * @param instance of this start alone
 */
record PodNames(PoolId pool, String runner, String instance) {

    /** What network policies select agents by. */
    static final Map<String, String> AGENT = Map.of("app.kubernetes.io/name", "certyn-agent");

    private static final String POOL = "certyn.io/pool";
    private static final String RUNNER = "certyn.io/runner";
    private static final String INSTANCE = "certyn.io/instance";
    private static final String AGENT_NAME = "certyn.io/agent";
    private static final String SESSION = "certyn.io/session";
    private static final String EPOCH = "certyn.io/epoch";

    /** One for each session and epoch, so that a start that is repeated collides. */
    static String of(LeaseKey lease) {
        return lease.toString().replace('_', '-');
    }

    Map<String, String> labels(String agent, LeaseKey lease) {
        return Map.of(
                "app.kubernetes.io/name",
                "certyn-agent",
                POOL,
                pool.toString(),
                RUNNER,
                runner,
                INSTANCE,
                instance,
                AGENT_NAME,
                agent,
                SESSION,
                lease.session().toString(),
                EPOCH,
                Long.toString(lease.epoch()));
    }

    /** What every pod of this runner has, whichever start of it made it. */
    Map<String, String> ours() {
        return Map.of(RUNNER, runner);
    }

    /** Whether this very process made the pod. */
    boolean isOfThisStart(Pod pod) {
        return instance.equals(label(pod, INSTANCE));
    }

    /** Whether the pod is this agent's and not an earlier one's of the same session and epoch. */
    boolean isOf(String agent, Pod pod) {
        return isOfThisStart(pod) && agent.equals(label(pod, AGENT_NAME));
    }

    static Leftover leftover(Pod pod) {
        return new Leftover(pod.getMetadata().getName(), lease(pod));
    }

    private static Optional<LeaseKey> lease(Pod pod) {
        try {
            return Optional.of(
                    new LeaseKey(
                            SessionId.parse(label(pod, SESSION)),
                            Long.parseLong(label(pod, EPOCH))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String label(Pod pod, String key) {
        var labels = pod.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(key, "");
    }
}

package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.model.Container;
import io.certyn.ids.SessionId;
import io.certyn.runner.executor.Executor.Leftover;
import io.certyn.runner.work.LeaseKey;
import java.util.Map;
import java.util.Optional;

/**
 * How the containers and networks of one runner are called and known again. A container's name is
 * its slot's until it is bound and then its session and epoch, so a start that is repeated
 * collides.
 */
record ContainerNames(String runner) {

    private static final String RUNNER_LABEL = "io.certyn.runner";
    private static final String AGENT_LABEL = "io.certyn.agent";

    String of(String agent) {
        return prefix() + agent;
    }

    String of(LeaseKey lease) {
        return prefix() + lease;
    }

    String ofEgress() {
        return prefix() + "egress";
    }

    private String prefix() {
        return "certyn-" + runner + "-";
    }

    /** What everything of this runner is labelled with. */
    Map<String, String> labels() {
        return Map.of(RUNNER_LABEL, runner);
    }

    /** The label as filters of the engine want it. */
    String filter() {
        return RUNNER_LABEL + "=" + runner;
    }

    Map<String, String> labels(String agent) {
        return Map.of(RUNNER_LABEL, runner, AGENT_LABEL, agent);
    }

    static boolean isAgent(Container container) {
        return container.getLabels().containsKey(AGENT_LABEL);
    }

    Leftover leftover(Container container) {
        var name = container.getNames()[0].substring(1);
        var rest = name.startsWith(prefix()) ? name.substring(prefix().length()) : name;
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
}

package io.certyn.runner.executor.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import org.jspecify.annotations.Nullable;

/** What nodes and schedulers write about pods, as a cluster words it. */
final class Statuses {

    private static final String IMAGE_ID =
            "registry.example.com/certyn/agent@sha256:" + "a".repeat(64);

    private Statuses() {}

    static PodStatus pending() {
        return new PodStatusBuilder().withPhase("Pending").build();
    }

    static PodStatus unschedulable(String message) {
        return new PodStatusBuilder()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(message)
                .endCondition()
                .build();
    }

    static PodStatus waiting(String reason, @Nullable String message) {
        return container(
                "Pending",
                new ContainerStateBuilder()
                        .withNewWaiting()
                        .withReason(reason)
                        .withMessage(message)
                        .endWaiting());
    }

    static PodStatus running() {
        return container("Running", new ContainerStateBuilder().withNewRunning().endRunning());
    }

    static PodStatus ended(String phase, int code, String reason) {
        return container(
                phase,
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(code)
                        .withReason(reason)
                        .endTerminated());
    }

    /** A pod that was ended as a whole. */
    static PodStatus failed(String reason, String message) {
        return new PodStatusBuilder()
                .withPhase("Failed")
                .withReason(reason)
                .withMessage(message)
                .build();
    }

    /** A pod that was ended to make room, with what its container came to. */
    static PodStatus disrupted(String reason, String message) {
        return new PodStatusBuilder(ended("Failed", 143, "Error"))
                .addNewCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .endCondition()
                .build();
    }

    private static PodStatus container(String phase, ContainerStateBuilder state) {
        return new PodStatusBuilder()
                .withPhase(phase)
                .addNewContainerStatus()
                .withName(AgentPod.CONTAINER)
                .withImageID(IMAGE_ID)
                .withState(state.build())
                .endContainerStatus()
                .build();
    }
}

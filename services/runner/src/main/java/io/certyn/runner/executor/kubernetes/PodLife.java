package io.certyn.runner.executor.kubernetes;

import io.certyn.runner.executor.Executor.Exit;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a pod's status says about the agent in it. A node that is not heard from says nothing: its
 * pod may run.
 */
sealed interface PodLife {

    /** Not there yet. */
    record Coming(String why) implements PodLife {}

    /** Its container is started. */
    record Running() implements PodLife {}

    /** It will not start, as far as anybody can tell; nothing of it ever ran. */
    record Stuck(Exit exit) implements PodLife {}

    /** It runs no more: proof of the agent's end. */
    record Ended(Exit exit) implements PodLife {}

    /** What a kubelet says of a container that more patience does not help. */
    Set<String> HOPELESS =
            Set.of(
                    "ImagePullBackOff",
                    "ErrImageNeverPull",
                    "InvalidImageName",
                    "CreateContainerConfigError",
                    "CreateContainerError",
                    "RunContainerError");

    /** Reasons that say no more than the status does. */
    Set<String> PLAIN = Set.of("", "Completed", "Error");

    static PodLife of(Pod pod) {
        var status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
        return switch (Objects.requireNonNullElse(status.getPhase(), "Pending")) {
            case "Succeeded", "Failed" -> new Ended(exit(status));
            case "Running" ->
                    container(status, ContainerState::getTerminated)
                            .<PodLife>map(ended -> new Ended(exit(status, ended)))
                            .orElseGet(Running::new);
            case "Pending" -> pending(status);
            // Unknown, and whatever else a cluster may say one day.
            default -> new Coming("phase " + status.getPhase());
        };
    }

    private static PodLife pending(PodStatus status) {
        var waiting = container(status, ContainerState::getWaiting);
        var hopeless =
                waiting.filter(state -> HOPELESS.contains(text(state.getReason())))
                        .map(state -> words(state.getReason(), state.getMessage()));
        if (hopeless.isPresent()) {
            return new Stuck(new Exit(-1, hopeless));
        }
        return new Coming(
                unscheduled(status).or(() -> waiting.map(PodLife::words)).orElse("phase Pending"));
    }

    private static Optional<String> unscheduled(PodStatus status) {
        return condition(status, "PodScheduled", "False")
                .map(scheduled -> words(scheduled.getReason(), scheduled.getMessage()));
    }

    private static Exit exit(PodStatus status) {
        return container(status, ContainerState::getTerminated)
                .map(ended -> exit(status, ended))
                .orElseGet(() -> new Exit(-1, podsReason(status)));
    }

    private static Exit exit(PodStatus status, ContainerStateTerminated ended) {
        int code = Objects.requireNonNullElse(ended.getExitCode(), -1);
        var why =
                podsReason(status)
                        .or(() ->
                                Optional.of(words(ended.getReason(), ended.getMessage()))
                                        .filter(_ -> !PLAIN.contains(text(ended.getReason()))));
        return new Exit(code, why.map(words -> words + ", status " + code));
    }

    /** Why the pod as a whole was ended: evicted, preempted, out of time, drained. */
    private static Optional<String> podsReason(PodStatus status) {
        return Optional.ofNullable(status.getReason())
                .filter(reason -> !reason.isEmpty())
                .map(reason -> words(reason, status.getMessage()))
                .or(() ->
                        condition(status, "DisruptionTarget", "True")
                                .map(target -> words(target.getReason(), target.getMessage())));
    }

    private static Optional<PodCondition> condition(PodStatus status, String type, String value) {
        return Objects.requireNonNullElse(status.getConditions(), List.<PodCondition>of()).stream()
                .filter(one -> type.equals(one.getType()) && value.equals(one.getStatus()))
                .findFirst();
    }

    private static <T> Optional<T> container(PodStatus status, Function<ContainerState, T> state) {
        return Objects.requireNonNullElse(status.getContainerStatuses(), List.<ContainerStatus>of())
                .stream()
                .filter(one -> AgentPod.CONTAINER.equals(one.getName()))
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .map(state)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String words(ContainerStateWaiting waiting) {
        return words(waiting.getReason(), waiting.getMessage());
    }

    private static String words(@Nullable String reason, @Nullable String message) {
        return text(message).isEmpty() ? text(reason) : text(reason) + ": " + text(message);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}

package io.certyn.runner.executor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodLifeTest {

    static Stream<Arguments> ends() {
        return Stream.of(
                arguments(
                        Statuses.ended("Succeeded", 0, "Completed"),
                        "the agent ended with status 0"),
                arguments(Statuses.ended("Failed", 4, "Error"), "the agent ended with status 4"),
                arguments(
                        Statuses.ended("Failed", 137, "OOMKilled"),
                        "the agent ended: OOMKilled, status 137"),
                arguments(
                        Statuses.failed("Evicted", "The node was low on resource: memory."),
                        "the agent ended: Evicted: The node was low on resource: memory."),
                arguments(
                        Statuses.failed("DeadlineExceeded", "Pod was active too long"),
                        "the agent ended: DeadlineExceeded: Pod was active too long"),
                arguments(
                        Statuses.disrupted("EvictionByEvictionAPI", "Eviction API: evicting"),
                        "the agent ended: EvictionByEvictionAPI: Eviction API: evicting,"
                                + " status 143"),
                // The kubelet is late with the pod's phase.
                arguments(Statuses.ended("Running", 1, "Error"), "the agent ended with status 1"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whatEndedSaysHow(PodStatus status, String words) {
        assertThat(PodLife.of(pod(status)))
                .isInstanceOfSatisfying(
                        PodLife.Ended.class,
                        ended -> assertThat(ended.exit().inWords()).isEqualTo(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ImagePullBackOff",
                "ErrImageNeverPull",
                "InvalidImageName",
                "CreateContainerConfigError",
                "CreateContainerError",
                "RunContainerError"
            })
    void whatNoPatienceHelpsIsStuck(String reason) {
        assertThat(PodLife.of(pod(Statuses.waiting(reason, "no such thing"))))
                .isInstanceOfSatisfying(
                        PodLife.Stuck.class,
                        stuck ->
                                assertThat(stuck.exit().inWords())
                                        .isEqualTo(
                                                "the agent ended: " + reason + ": no such thing"));
    }

    static Stream<Arguments> coming() {
        return Stream.of(
                arguments(Statuses.pending(), "phase Pending"),
                arguments(
                        Statuses.unschedulable("0/3 nodes are available: 3 Insufficient cpu."),
                        "Unschedulable: 0/3 nodes are available: 3 Insufficient cpu."),
                arguments(Statuses.waiting("ContainerCreating", null), "ContainerCreating"),
                // The kubelet tries once more before it backs off.
                arguments(
                        Statuses.waiting("ErrImagePull", "registry answers 503"),
                        "ErrImagePull: registry answers 503"),
                // Its node is not heard from; it may run there.
                arguments(new PodStatusBuilder().withPhase("Unknown").build(), "phase Unknown"));
    }

    @ParameterizedTest
    @MethodSource("coming")
    void whatMayStillStartSaysWhatItWaitsFor(PodStatus status, String words) {
        assertThat(PodLife.of(pod(status))).isEqualTo(new PodLife.Coming(words));
    }

    @Test
    void whatRunsRuns() {
        assertThat(PodLife.of(pod(Statuses.running()))).isEqualTo(new PodLife.Running());
    }

    @Test
    void aPodWithoutAStatusIsStillToCome() {
        assertThat(PodLife.of(new Pod())).isEqualTo(new PodLife.Coming("phase Pending"));
    }

    private static Pod pod(PodStatus status) {
        return new PodBuilder().withStatus(status).build();
    }
}

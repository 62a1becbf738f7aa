package io.certyn.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.protocol.Sync;
import io.certyn.runner.executor.kubernetes.TestCluster;
import io.certyn.runner.executor.kubernetes.TestKubelet;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runner as it ships, with its agents in the pods of a cluster. */
@Timeout(120)
class KubernetesRunnerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir Path directory;
    private final TestCluster cluster = TestCluster.start();
    private TestControlPlane plane;

    @BeforeEach
    void start() throws IOException {
        plane = TestControlPlane.start(TestControlPlane.TIMING);
    }

    @AfterEach
    void stop() {
        plane.close();
        cluster.close();
    }

    @Test
    void aSessionIsExecutedInAPodAndItsEvidenceStored() throws Exception {
        try (var _ = TestKubelet.start(cluster, directory.resolve("node"));
                var runner = runner()) {
            plane.enqueue("pass");

            var completion = completion();
            assertThat(completion.failure()).isNull();
            assertThat(completion.results())
                    .singleElement()
                    .extracting(Sync.Result::outcome)
                    .isEqualTo("passed");
            assertThat(plane.uploads.get("agent.log"))
                    .asString(StandardCharsets.UTF_8)
                    .contains("test agent done");
            await().atMost(PATIENCE).until(() -> cluster.pods().isEmpty());
            assertThat(runner.log()).doesNotContain("ERROR").doesNotContain("SEVERE");
        }
    }

    @Test
    void theOnlyWayOutOfAPodIsTheRunnersProxy() throws Exception {
        try (var _ = TestKubelet.start(cluster, directory.resolve("node"));
                var _ = runner()) {
            plane.enqueue("curious");

            assertThat(completion().failure()).isNull();
            assertThat(plane.uploads.get("egress.jsonl"))
                    .asString(StandardCharsets.UTF_8)
                    .contains("tracker.example:443, not_an_origin, 2 times");
        }
    }

    @Test
    void anEvictedAgentIsReportedWithTheReason() throws Exception {
        try (var _ = TestKubelet.start(cluster, directory.resolve("node"));
                var _ = runner()) {
            plane.enqueue("stubborn");
            await().atMost(PATIENCE).until(() -> plane.states.contains("running"));

            cluster.say(
                    cluster.pods().getFirst().getMetadata().getName(),
                    new PodStatusBuilder()
                            .withPhase("Failed")
                            .withReason("Evicted")
                            .withMessage("The node was low on resource: memory.")
                            .build());

            var completion = completion();
            assertThat(completion.failure()).isEqualTo("AGENT_CRASHED");
            assertThat(completion.message())
                    .isEqualTo("the agent ended: Evicted: The node was low on resource: memory.");
        }
    }

    /** Without a node there is only what the test says about the pod. */
    @Test
    void anImageThatCannotBePulledIsReportedAsAStartThatFailed() throws Exception {
        try (var _ = runner()) {
            plane.enqueue("pass");
            await().atMost(PATIENCE).until(() -> !cluster.pods().isEmpty());

            cluster.say(
                    cluster.pods().getFirst().getMetadata().getName(),
                    new PodStatusBuilder()
                            .withPhase("Pending")
                            .addNewContainerStatus()
                            .withName("agent")
                            .withNewState()
                            .withNewWaiting("no such manifest", "ImagePullBackOff")
                            .endState()
                            .endContainerStatus()
                            .build());

            var completion = completion();
            assertThat(completion.failure()).isEqualTo("START_FAILED");
            assertThat(completion.message())
                    .isEqualTo(
                            "the agent did not start: the agent ended:"
                                    + " ImagePullBackOff: no such manifest");
            await().atMost(PATIENCE).until(() -> cluster.pods().isEmpty());
        }
    }

    /** Another pod of the runner, with the state of the first: its agents are found and removed. */
    @Test
    void aRunnerThatWasKilledFindsItsPodsAgain() throws Exception {
        try (var kubelet = TestKubelet.start(cluster, directory.resolve("node"))) {
            try (var first = runner()) {
                plane.enqueue("stubborn");
                await().atMost(PATIENCE).until(() -> plane.states.contains("running"));
                first.kill();
            }

            try (var second = runner()) {
                await().atMost(PATIENCE).until(() -> cluster.pods().isEmpty());

                assertThat(kubelet.alive()).isZero();
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(second.log()).contains("leftover agent removed"));
            }
        }
    }

    private Sync.Completion completion() {
        await().atMost(PATIENCE).until(() -> !plane.completions.isEmpty());
        return plane.completions.getFirst();
    }

    private TestRunner runner() throws IOException {
        return TestRunner.start(
                directory,
                plane.url(),
                Map.of(
                        "certyn.runner.executor", "kubernetes",
                        "certyn.runner.kubernetes.namespace", TestCluster.NAMESPACE,
                        "certyn.runner.kubernetes.address", "127.0.0.1",
                        "certyn.runner.kubernetes.link-port", "0",
                        "certyn.runner.kubernetes.egress-port", "0",
                        "kubernetes.master", cluster.url(),
                        "kubernetes.auth.tryKubeConfig", "false",
                        "kubernetes.auth.tryServiceAccount", "false"));
    }
}

package io.certyn.runner.executor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.certyn.ids.PoolId;
import io.certyn.ids.SessionId;
import io.certyn.runner.executor.AllowedImages;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.Executor.Order;
import io.certyn.runner.executor.Executor.Purpose;
import io.certyn.runner.executor.Executor.RunningAgent;
import io.certyn.runner.work.LeaseKey;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of an agent whose pod comes to nothing; there is no node, the test is the cluster.
 */
@Timeout(60)
class PodFailuresTest {

    private static final LeaseKey LEASE = new LeaseKey(new SessionId(UUID.randomUUID()), 1);
    private static final String POD = PodNames.of(LEASE);

    @TempDir Path directory;
    private final TestCluster cluster = TestCluster.start();
    private Optional<Executor> opened = Optional.empty();

    @AfterEach
    void close() throws IOException {
        if (opened.isPresent()) {
            opened.get().close();
        }
        cluster.close();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        Statuses.waiting("ImagePullBackOff", "no such manifest"),
                        "the agent ended: ImagePullBackOff: no such manifest"),
                arguments(
                        Statuses.failed("Evicted", "low on memory"),
                        "the agent ended: Evicted: low on memory"),
                arguments(
                        Statuses.ended("Failed", 137, "OOMKilled"),
                        "the agent ended: OOMKilled, status 137"),
                arguments(
                        Statuses.disrupted("PreemptionByScheduler", "a pod of more weight"),
                        "the agent ended: PreemptionByScheduler: a pod of more weight,"
                                + " status 143"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aPodThatComesToNothingEndsItsAgentWithTheReason(PodStatus status, String words)
            throws Exception {
        var agent = start(Duration.ofSeconds(50));

        cluster.say(POD, status);

        assertThat(agent.awaitExit().inWords()).isEqualTo(words);
        assertThat(agent.isAlive()).isFalse();
    }

    @Test
    void aPodThatNoNodeTakesIsGivenUpWithTheSchedulersReason() throws Exception {
        var agent = start(Duration.ofSeconds(1));

        cluster.say(POD, Statuses.unschedulable("0/3 nodes are available"));

        assertThat(agent.awaitExit().inWords())
                .isEqualTo(
                        "the agent ended: its pod did not start within 1 s:"
                                + " Unschedulable: 0/3 nodes are available");
    }

    @Test
    void aPodThatRunsInTimeIsNotGivenUp() throws Exception {
        var agent = start(Duration.ofSeconds(1));
        cluster.say(POD, Statuses.running());

        cluster.say(POD, Statuses.ended("Failed", 9, "Error"));

        assertThat(agent.awaitExit().status()).isEqualTo(9);
    }

    @Test
    void aPodThatSomebodyDeletesEndsItsAgent() throws Exception {
        var agent = start(Duration.ofSeconds(50));
        cluster.say(POD, Statuses.running());

        cluster.delete(POD);

        assertThat(agent.awaitExit().inWords()).isEqualTo("the agent ended: its pod was deleted");
    }

    /** Else a cluster full of them would be the next reason. */
    @Test
    void whatCameToNothingIsDeletedWithItsAgent() throws Exception {
        var agent = start(Duration.ofSeconds(50));
        cluster.say(POD, Statuses.failed("Evicted", "low on memory"));
        agent.awaitExit();

        agent.remove();

        assertThat(cluster.pods()).isEmpty();
    }

    private RunningAgent start(Duration patience) throws IOException {
        var setup =
                new KubernetesExecutor.Setup(
                        new Placement(
                                new PoolId(UUID.randomUUID()),
                                "this-runner",
                                TestCluster.NAMESPACE,
                                Optional.empty()),
                        new KubernetesExecutor.Doors("127.0.0.1", 0, 0),
                        AgentPodTest.SHAPE,
                        new AllowedImages(List.of()),
                        Set.of());
        var executor = KubernetesExecutor.open(setup, cluster.connect(), patience);
        opened = Optional.of(executor);
        return executor.start(
                new Order(
                        "certyn/agent:1",
                        "a1",
                        Optional.of(new Purpose(LEASE, Duration.ofMinutes(5)))),
                directory,
                directory.resolve("agent.log"));
    }
}

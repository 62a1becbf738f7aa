package io.certyn.runner.executor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.certyn.ids.PoolId;
import io.certyn.runner.executor.AllowedImages;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.Executor.Order;
import io.certyn.runner.executor.ExecutorContract;
import io.certyn.runner.executor.Started;
import io.certyn.runner.work.LeaseKey;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an API that keeps pods, with a node of our own that runs them as processes. */
class KubernetesExecutorTest extends ExecutorContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final PoolId POOL = new PoolId(UUID.randomUUID());

    private final TestCluster cluster = TestCluster.start();
    private TestKubelet kubelet;

    @Override
    @BeforeEach
    protected void openExecutor() throws IOException {
        kubelet = TestKubelet.start(cluster, directory.resolve("node"));
        super.openExecutor();
    }

    @Override
    protected Executor open() throws IOException {
        return open("this-runner");
    }

    private Executor open(String runner) throws IOException {
        return KubernetesExecutor.open(
                new KubernetesExecutor.Setup(
                        new Placement(POOL, runner, TestCluster.NAMESPACE, Optional.empty()),
                        new KubernetesExecutor.Doors("127.0.0.1", 0, 0),
                        AgentPodTest.SHAPE,
                        new AllowedImages(List.of("certyn/*")),
                        Set.of()),
                cluster.connect());
    }

    @Override
    protected String print() {
        return "test agent started";
    }

    @Override
    @AfterEach
    protected void closeExecutor() throws IOException {
        super.closeExecutor();
        kubelet.close();
        cluster.close();
    }

    @Test
    void aPodIsNamedAndLabelledByItsSession() throws Exception {
        start("one", lease);

        assertThat(cluster.pods())
                .singleElement()
                .satisfies(pod -> {
                    assertThat(pod.getMetadata().getName()).isEqualTo(name(lease));
                    assertThat(pod.getMetadata().getLabels())
                            .containsEntry("certyn.io/pool", POOL.toString())
                            .containsEntry("certyn.io/runner", "this-runner")
                            .containsEntry("certyn.io/session", lease.session().toString())
                            .containsEntry("certyn.io/epoch", "2");
                });
    }

    @Test
    void whatTheNodeMadeItOfIsKnownByDigest() throws Exception {
        var agent = start("one", lease).agent();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(agent.image()).get().asString().contains("@sha256:"));
    }

    @Test
    void aRemovedAgentsPodAndProcessAreGone() throws Exception {
        var agent = start("one", lease).agent();

        agent.remove();

        assertThat(kubelet.alive()).isZero();
        await().atMost(PATIENCE).until(() -> cluster.pods().isEmpty());
    }

    /** The client repeats it, and finds its own pod. */
    @Test
    void aCreateWhoseAnswerIsLostMakesOnePod() throws Exception {
        cluster.lostAnswers.set(1);

        var agent = start("one", lease).agent();

        assertThat(agent.isAlive()).isTrue();
        assertThat(cluster.pods()).hasSize(1);
        assertThat(kubelet.alive()).isEqualTo(1);
    }

    @Test
    void aPodThatAnotherMadeForTheSessionIsRefusedAndLeftAlone() throws Exception {
        cluster.create(foreign());

        assertThatThrownBy(() -> start("one", lease))
                .isInstanceOf(IOException.class)
                .hasMessage("the pod " + name(lease) + " is there already");

        assertThat(cluster.pod(name(lease)).getMetadata().getLabels())
                .containsEntry("certyn.io/instance", "another");
    }

    /** Of an earlier epoch of the same session, and of the same runner. */
    @Test
    void aPodOfAnEarlierEpochIsNotInTheWay() throws Exception {
        start("one", new LeaseKey(lease.session(), 1));

        start("two", lease);

        assertThat(cluster.pods()).hasSize(2);
    }

    @Test
    void aPodOfThisStartThatNobodyWaitsForIsDeleted() throws Exception {
        start("one", lease);
        var orphan =
                new PodBuilder(cluster.pod(name(lease)))
                        .editMetadata()
                        .withName("orphan")
                        .withResourceVersion(null)
                        .withUid(null)
                        .withFinalizers(List.of())
                        .endMetadata()
                        .build();

        cluster.create(orphan);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(cluster.pods())
                                .extracting(pod -> pod.getMetadata().getName())
                                .containsExactly(name(lease)));
    }

    @Test
    void anotherRunnersPodsAreLeftAlone() throws Exception {
        var agent = start("one", lease).agent();

        try (var other = open("other-runner")) {
            assertThat(other.removeLeftovers()).isEmpty();
        }

        assertThat(agent.isAlive()).isTrue();
        assertThat(cluster.pods()).hasSize(1);
    }

    /** Whatever an environment names: in a pod its own addresses are the runner's. */
    @Test
    void theRunnersOwnAddressesAreOutOfReach() throws Exception {
        var offLimits = KubernetesExecutor.surroundings(Set.of()).offLimits();
        var own =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .toList();

        assertThat(own).isNotEmpty().allMatch(offLimits);
        assertThat(offLimits).rejects(InetAddress.ofLiteral("203.0.113.7"));
    }

    @Test
    void aClusterThatRefusesIsNamedAtOnce() {
        cluster.forbidding = true;

        assertThatThrownBy(() -> open("no-role"))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("listing pods failed", "Forbidden");
        cluster.forbidding = false;
    }

    @Test
    void anAgentIsTiedToNoOtherSession() throws Exception {
        var agent = start("one", lease).agent();

        assertThatThrownBy(() ->
                        agent.bind(
                                new LeaseKey(lease.session(), lease.epoch() + 1),
                                List.of(),
                                () -> true))
                .isInstanceOf(IOException.class);
    }

    @Test
    void withoutASessionThereIsNoPod() {
        assertThatThrownBy(() ->
                        Started.by(
                                executor,
                                directory,
                                new Order(Started.IMAGE, "one", Optional.empty())))
                .isInstanceOf(IOException.class)
                .hasMessage("a pod is made for a session only");
        assertThat(cluster.pods()).isEmpty();
    }

    @Test
    void anImageThatIsNotAllowedIsNotRun() {
        var purpose = new Executor.Purpose(lease, Duration.ofMinutes(1));

        assertThatThrownBy(() ->
                        Started.by(
                                executor,
                                directory,
                                new Order("other/agent:1", "one", Optional.of(purpose))))
                .hasMessageContaining("certyn.runner.allowed-images");
        assertThat(cluster.pods()).isEmpty();
    }

    private static String name(LeaseKey lease) {
        return lease.toString().replace('_', '-');
    }

    /** A pod by the name ours would have, which some other process made. */
    private Pod foreign() {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name(lease))
                .withLabels(
                        Map.of("certyn.io/runner", "this-runner", "certyn.io/instance", "another"))
                .endMetadata()
                .withNewSpec()
                .withNodeName("elsewhere")
                .addNewContainer()
                .withName("agent")
                .endContainer()
                .endSpec()
                .build();
    }
}

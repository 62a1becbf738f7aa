package io.certyn.runner.executor.kubernetes;

import io.certyn.runner.egress.AgentNetworks;
import io.certyn.runner.egress.EgressControl;
import io.certyn.runner.egress.EgressProxy;
import io.certyn.runner.egress.Origin;
import io.certyn.runner.egress.Passes;
import io.certyn.runner.executor.AllowedImages;
import io.certyn.runner.executor.Executor;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Agents as pods. A pod cannot be renamed, so there is none before its session: nothing waits with
 * its browser up.
 */
public final class KubernetesExecutor implements Executor {

    private static final System.Logger LOG = System.getLogger(KubernetesExecutor.class.getName());

    /** Less than an agent may take until it greets, so that the cluster's reason is heard. */
    private static final Duration START = Duration.ofSeconds(50);

    private final Setup setup;
    private final PodNames names;
    private final PodAgents agents;
    private final AgentPod spec;
    private final PodAgent.Place place;
    private final EgressProxy proxy;
    private final List<AutoCloseable> open;
    private final SecureRandom random = new SecureRandom();

    private KubernetesExecutor(
            Setup setup,
            PodNames names,
            PodAgents agents,
            PodAgent.Place place,
            EgressProxy proxy,
            List<AutoCloseable> open) {
        this.setup = setup;
        this.names = names;
        this.agents = agents;
        this.spec = new AgentPod(names, setup.placement(), setup.shape());
        this.place = place;
        this.proxy = proxy;
        this.open = open;
    }

    /**
     * What this runner's pods are.
     *
     * @param forbidden origins no agent may reach
     */
    public record Setup(
            Placement placement,
            Doors doors,
            PodShape shape,
            AllowedImages images,
            Set<Origin> forbidden) {}

    /**
     * Where agents reach this runner.
     *
     * @param address of this runner in the cluster's network
     * @param linkPort where links arrive; 0 for any
     * @param egressPort where the proxy listens; 0 for any
     */
    public record Doors(String address, int linkPort, int egressPort) {}

    /**
     * Fails when the cluster does not let this runner watch its pods.
     *
     * @param client closed with the executor
     */
    public static KubernetesExecutor open(Setup setup, KubernetesClient client) throws IOException {
        return open(setup, client, START);
    }

    /**
     * @param start how long a pod may take until its container runs
     */
    static KubernetesExecutor open(Setup setup, KubernetesClient client, Duration start)
            throws IOException {
        var open = new ArrayDeque<AutoCloseable>();
        open.push(client);
        try {
            var names =
                    new PodNames(
                            setup.placement().pool(),
                            setup.placement().runner(),
                            "i" + UUID.randomUUID());
            var pods = new Pods(client, setup.placement().namespace());
            var passes = new Passes();
            var proxy =
                    EgressProxy.start(
                            new InetSocketAddress(setup.doors().egressPort()),
                            passes,
                            surroundings(setup.forbidden()));
            open.push(proxy);
            var door = LinkDoor.open(setup.doors().linkPort());
            open.push(door);
            var agents = new PodAgents(names, pods);
            open.push(pods.watch(names.ours(), agents::seen, agents::gone));
            return new KubernetesExecutor(
                    setup,
                    names,
                    agents,
                    new PodAgent.Place(pods, door, passes, start),
                    proxy,
                    List.copyOf(open));
        } catch (IOException e) {
            closeAll(open);
            throw e;
        }
    }

    /** In the runner's own pod loopback is the runner, and so is each of the pod's addresses. */
    static EgressProxy.Surroundings surroundings(Set<Origin> forbidden) throws IOException {
        var own = AgentNetworks.joinedFromNowOn();
        return new EgressProxy.Surroundings(
                Optional.empty(),
                forbidden,
                address -> address.isLoopbackAddress() || own.test(address));
    }

    @Override
    public String kind() {
        return "kubernetes";
    }

    /** Not the node: wherever this runner comes up again, it finds its pods, or that they ended. */
    @Override
    public Optional<String> engine() {
        return Optional.of(
                "kubernetes " + setup.placement().namespace() + " " + setup.placement().runner());
    }

    /** A node pulls when a pod comes to it; which one that will be nobody knows before. */
    @Override
    public void prepare(String image) throws IOException {
        setup.images().demand(image);
    }

    @Override
    public List<Leftover> removeLeftovers() throws IOException {
        return new EarlierPods(names, place.pods()).remove();
    }

    @Override
    public RunningAgent start(Order order, Path linkDirectory, Path log) throws IOException {
        var purpose =
                order.purpose()
                        .orElseThrow(() -> new IOException("a pod is made for a session only"));
        setup.images().demand(order.image());
        var which = new PodAgent.Which(order.name(), order.image(), purpose.lease(), log);
        var agent = new PodAgent(which, place, () -> agents.remove(which.pod()));
        if (!agents.add(which.pod(), agent)) {
            throw taken(which.pod());
        }
        try {
            var access = access(order.name(), linkDirectory);
            create(spec.of(order.image(), order.name(), purpose, access), order.name());
        } catch (IOException e) {
            // Not deleted by its name, which may be another's; if it was made it is an orphan.
            agents.remove(which.pod());
            place.dismiss(order.name());
            throw e;
        }
        agent.awaitStart();
        return agent;
    }

    /** A create whose answer was lost is repeated by the client and then meets its own pod. */
    private void create(Pod pod, String agent) throws IOException {
        var name = pod.getMetadata().getName();
        if (place.pods().create(pod).isEmpty()
                && place.pods().find(name).filter(there -> names.isOf(agent, there)).isEmpty()) {
            throw taken(name);
        }
    }

    private static IOException taken(String pod) {
        return new IOException("the pod " + pod + " is there already");
    }

    private AgentPod.Access access(String agent, Path linkDirectory) {
        var doors = setup.doors();
        var token = hex(32);
        var pass = new EgressControl.Pass(agent, hex(32));
        place.door().expect(agent, token, linkDirectory.resolve("link.sock"));
        place.passes().admit(pass);
        return new AgentPod.Access(
                AgentPod.linkAddress(doors.address(), place.door().port()),
                place.door().certificate(),
                token,
                "http://%s:%s@%s:%d"
                        .formatted(
                                pass.user(),
                                pass.password(),
                                AgentPod.bracketed(doors.address()),
                                proxy.port()));
    }

    private String hex(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        // Agents that were about to start when this process was told to end are there, too.
        agents.removeAll();
        closeAll(open);
    }

    private static void closeAll(Iterable<AutoCloseable> open) {
        for (var one : open) {
            try {
                one.close();
            } catch (Exception e) {
                // The others are closed all the same.
                LOG.log(System.Logger.Level.WARNING, "not closed: " + one.getClass(), e);
            }
        }
    }
}

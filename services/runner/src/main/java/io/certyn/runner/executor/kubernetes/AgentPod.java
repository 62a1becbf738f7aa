package io.certyn.runner.executor.kubernetes;

import io.certyn.protocol.link.RemoteLink;
import io.certyn.runner.executor.Executor.Purpose;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SeccompProfileBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an agent's pod is created with; the same values as an agent's container in Docker. */
final class AgentPod {

    /** The only container of an agent's pod. */
    static final String CONTAINER = "agent";

    /** Between being told to end and being killed. */
    static final Duration KILL_GRACE = Duration.ofSeconds(2);

    /** Beside its session: the start, and the handing over of what was found. */
    private static final Duration AROUND_A_SESSION = Duration.ofMinutes(3);

    private static final long USER = 10001L;
    private static final String LOG_STORAGE = "256Mi";

    private final PodNames names;
    private final Placement placement;
    private final PodShape shape;

    AgentPod(PodNames names, Placement placement, PodShape shape) {
        this.names = names;
        this.placement = placement;
        this.shape = shape;
    }

    /**
     * How an agent finds its runner.
     *
     * @param link {@code tls://host:port}
     * @param certificate by which it knows the runner
     * @param token by which the runner knows it
     * @param egress the proxy's address with the agent's password
     */
    record Access(String link, String certificate, String token, String egress) {

        /** Keeps token and password out of logs. */
        @Override
        public String toString() {
            return "Access[" + link + "]";
        }
    }

    Pod of(String image, String agent, Purpose purpose, Access access) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(PodNames.of(purpose.lease()))
                .withNamespace(placement.namespace())
                .withLabels(names.labels(agent, purpose.lease()))
                .withAnnotations(
                        Map.of(
                                AgentVolumes.TOKEN,
                                access.token(),
                                AgentVolumes.EGRESS,
                                access.egress(),
                                "cluster-autoscaler.kubernetes.io/safe-to-evict",
                                "false"))
                .withOwnerReferences(owners())
                .endMetadata()
                .withSpec(spec(image, purpose, access))
                .build();
    }

    private List<OwnerReference> owners() {
        return placement
                .owner()
                .map(owner ->
                        new OwnerReferenceBuilder()
                                .withApiVersion("v1")
                                .withKind("Pod")
                                .withName(owner.name())
                                .withUid(owner.uid())
                                .build())
                .map(List::of)
                .orElse(List.of());
    }

    private PodSpec spec(String image, Purpose purpose, Access access) {
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withActiveDeadlineSeconds(purpose.limit().plus(AROUND_A_SESSION).toSeconds())
                .withTerminationGracePeriodSeconds(KILL_GRACE.toSeconds())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                // One above the agent that takes in what a browser orphans.
                .withShareProcessNamespace(true)
                .withHostname("agent")
                // The proxy resolves; what asks for names itself asks its own loopback.
                .withDnsPolicy("None")
                .withNewDnsConfig()
                .withNameservers("127.0.0.1")
                .endDnsConfig()
                .withSecurityContext(podSecurity())
                .withNodeSelector(shape.nodeSelector())
                .withTolerations(shape.tolerations())
                .withImagePullSecrets(
                        shape.images().secret().stream().map(LocalObjectReference::new).toList())
                .withContainers(container(image, access))
                .withVolumes(AgentVolumes.volumes())
                .build();
    }

    private PodSecurityContext podSecurity() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withSeccompProfile(seccomp())
                .build();
    }

    private SeccompProfile seccomp() {
        return shape.seccomp()
                .map(profile ->
                        new SeccompProfileBuilder()
                                .withType("Localhost")
                                .withLocalhostProfile(profile)
                                .build())
                .orElseGet(() -> new SeccompProfileBuilder().withType("RuntimeDefault").build());
    }

    private Container container(String image, Access access) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(image)
                .withImagePullPolicy(shape.images().pullPolicy())
                .withEnv(environment(access))
                .withSecurityContext(security())
                .withNewResources()
                .withRequests(resources())
                .withLimits(resources())
                .endResources()
                .withVolumeMounts(AgentVolumes.mounts())
                .build();
    }

    private static SecurityContext security() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withPrivileged(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    private Map<String, Quantity> resources() {
        var resources = new HashMap<String, Quantity>();
        resources.put("cpu", new Quantity(shape.resources().cpu()));
        resources.put("memory", new Quantity(shape.resources().memory()));
        resources.put("ephemeral-storage", new Quantity(LOG_STORAGE));
        if (shape.resources().gpus() > 0) {
            resources.put(
                    "nvidia.com/gpu", new Quantity(Integer.toString(shape.resources().gpus())));
        }
        return resources;
    }

    /** Token and password come by files: every process of the browser inherits the environment. */
    private List<EnvVar> environment(Access access) {
        return List.of(
                variable("CERTYN_LINK", access.link()),
                variable("CERTYN_LINK_CERTIFICATE", access.certificate()),
                variable("CERTYN_LINK_TOKEN_FILE", AgentVolumes.TOKEN_FILE),
                variable("CERTYN_EGRESS_FILE", AgentVolumes.EGRESS_FILE),
                variable("CERTYN_CHROMIUM_SANDBOX", "true"),
                variable("CERTYN_GPU", Boolean.toString(shape.resources().gpus() > 0)),
                // Without a word, NVIDIA's toolkit brings what computes and not what draws.
                variable("NVIDIA_DRIVER_CAPABILITIES", "graphics,utility"),
                variable("CERTYN_WORK_DIRECTORY", "/tmp/agent"),
                variable("HOME", "/home"));
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVar(name, value, null);
    }

    static String linkAddress(String host, int port) {
        return RemoteLink.SCHEME + "://" + bracketed(host) + ":" + port;
    }

    /** As a URL wants an address. */
    static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}

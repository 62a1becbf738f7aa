package io.certyn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The component that switches the runner to pods. Kustomize itself is not run. */
class AgentsInPodsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path COMPONENT = Path.of("components/agents-in-pods");

    private static final String AGENTS = "certyn-agents";

    @Test
    void theRunnerMayDoThisWithPodsOfAgentsAndNothingElse() {
        var role = (Role) read("role.yaml");

        assertThat(role.getMetadata().getNamespace()).isEqualTo(AGENTS);
        assertThat(role.getRules())
                .extracting(rule -> rule.getResources(), rule -> rule.getVerbs())
                .containsExactly(
                        tuple(List.of("pods"), List.of("create", "get", "list", "watch", "delete")),
                        tuple(List.of("pods/log"), List.of("get")));
        assertThat(role.getRules())
                .allSatisfy(rule -> assertThat(rule.getApiGroups()).containsExactly(""));
    }

    @Test
    void theRoleIsTheRunnersAlone() {
        var binding = (RoleBinding) read("role-binding.yaml");
        var account = (ServiceAccount) read("service-account.yaml");

        assertThat(binding.getMetadata().getNamespace()).isEqualTo(AGENTS);
        assertThat(binding.getRoleRef().getName())
                .isEqualTo(read("role.yaml").getMetadata().getName());
        assertThat(binding.getSubjects())
                .extracting(one -> one.getKind(), one -> one.getName(), one -> one.getNamespace())
                .containsExactly(
                        tuple(
                                "ServiceAccount",
                                account.getMetadata().getName(),
                                account.getMetadata().getNamespace()));
        assertThat(runner().getServiceAccountName()).isEqualTo(account.getMetadata().getName());
        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(runner().getAutomountServiceAccountToken()).isTrue();
    }

    /** Who may create pods may read the secrets beside them. */
    @Test
    void agentsHaveANamespaceOfTheirOwnThatIsRestricted() {
        var namespace = (Namespace) read("namespace.yaml");

        assertThat(namespace.getMetadata().getName())
                .isEqualTo(AGENTS)
                .isEqualTo(variable("CERTYN_RUNNER_KUBERNETES_NAMESPACE").getValue());
        assertThat(namespace.getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @Test
    void anAgentReachesItsRunnersTwoPortsAndNothingReachesIt() {
        var policy = ((NetworkPolicy) read("agent-network-policy.yaml")).getSpec();

        assertThat(policy.getPodSelector().getMatchLabels())
                .containsEntry("app.kubernetes.io/name", "certyn-agent");
        assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getIngress()).isEmpty();
        assertThat(policy.getEgress())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getTo())
                            .singleElement()
                            .satisfies(peer -> {
                                assertThat(peer.getIpBlock()).isNull();
                                assertThat(peer.getNamespaceSelector().getMatchLabels())
                                        .containsEntry("kubernetes.io/metadata.name", "certyn");
                                assertThat(peer.getPodSelector().getMatchLabels())
                                        .containsEntry("app.kubernetes.io/name", "runner");
                            });
                    assertThat(rule.getPorts())
                            .extracting(port -> port.getPort().getIntVal())
                            .containsExactlyElementsOf(doors());
                });
        assertThat(((NetworkPolicy) read("default-deny.yaml")).getSpec().getPolicyTypes())
                .containsExactly("Ingress", "Egress");
    }

    @Test
    void theRunnersPortsAreOpenToAgentsOnly() throws IOException {
        var ingress = patch("NetworkPolicy").get(0);
        var from = ingress.at("/value/from/0");
        var open = new ArrayList<Integer>();
        ingress.at("/value/ports").forEach(port -> open.add(port.path("port").asInt()));

        assertThat(ingress.path("path").asText()).isEqualTo("/spec/ingress/-");
        assertThat(ingress.at("/value/from")).hasSize(1);
        assertThat(from.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name").asText())
                .isEqualTo(AGENTS);
        assertThat(from.at("/podSelector/matchLabels/app.kubernetes.io~1name").asText())
                .isEqualTo("certyn-agent");
        assertThat(open).containsExactlyElementsOf(doors());
    }

    @Test
    void theRunnerReachesNoMetadataOfItsCloud() throws IOException {
        var egress = patch("NetworkPolicy").get(1);

        assertThat(egress.path("path").asText()).isEqualTo("/spec/egress/-");
        assertThat(egress.at("/value/to/0/ipBlock/except/0").asText()).isEqualTo("169.254.0.0/16");
        assertThat(egress.at("/value/to/1/ipBlock/except").toString()).contains("fd00:ec2::/32");
    }

    @Test
    void theRunnerIsToldWhereItsAgentsFindIt() {
        assertThat(variable("CERTYN_RUNNER_EXECUTOR").getValue()).isEqualTo("kubernetes");
        assertThat(
                        variable("CERTYN_RUNNER_KUBERNETES_ADDRESS")
                                .getValueFrom()
                                .getFieldRef()
                                .getFieldPath())
                .isEqualTo("status.podIP");
    }

    /** What is taken away stands in the kustomization, since it is no field of the API. */
    @Test
    void theRunnerMountsNothingOfItsNodeAnyMore() throws IOException {
        var away = patch("");

        assertThat(away.at("/spec/template/spec/volumes").toString())
                .isEqualTo("[{\"name\":\"engine\",\"$patch\":\"delete\"}]");
        assertThat(away.at("/spec/template/spec/containers/0/volumeMounts").toString())
                .isEqualTo("[{\"mountPath\":\"/var/run/docker.sock\",\"$patch\":\"delete\"}]");
        assertThat(away.at("/spec/template/spec/nodeSelector/$patch").asText()).isEqualTo("delete");
        assertThat(runner().getVolumes())
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.getName()).isEqualTo("state");
                    assertThat(volume.getHostPath()).isNull();
                    assertThat(volume.getPersistentVolumeClaim().getClaimName())
                            .isEqualTo(
                                    ((PersistentVolumeClaim) read("runner-state.yaml"))
                                            .getMetadata()
                                            .getName());
                });
    }

    private static List<Integer> doors() {
        return runner().getContainers().getFirst().getPorts().stream()
                .map(port -> port.getContainerPort())
                .toList();
    }

    private static EnvVar variable(String name) {
        return runner().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    private static PodSpec runner() {
        return ((Deployment) read("runner.yaml")).getSpec().getTemplate().getSpec();
    }

    /** The inline patch for resources of this kind; that without a target for the empty one. */
    private static JsonNode patch(String kind) throws IOException {
        var file = Manifests.root().resolve(COMPONENT).resolve("kustomization.yaml");
        for (var patch : YAML.readTree(file.toFile()).path("patches")) {
            if (patch.has("patch") && patch.at("/target/kind").asText().equals(kind)) {
                return YAML.readTree(patch.path("patch").asText());
            }
        }
        throw new AssertionError("no patch for " + kind);
    }

    private static HasMetadata read(String file) {
        return Manifests.read(Manifests.root().resolve(COMPONENT).resolve(file));
    }
}

package io.certyn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> PARTS =
            Set.of("console", "run-orchestrator", "lease-broker", "relay", "artifact", "runner");

    private static final String OVERLAY = "overlays/external/";

    /** What else a process does at its end. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    static List<Path> files() {
        return Manifests.files();
    }

    static List<Deployment> deployments() {
        return Manifests.all(Deployment.class);
    }

    static List<PodSpec> pods() {
        return Stream.concat(
                        deployments().stream()
                                .map(deployment -> deployment.getSpec().getTemplate().getSpec()),
                        Manifests.all(Job.class).stream()
                                .map(job -> job.getSpec().getTemplate().getSpec()))
                .toList();
    }

    static List<String> services() {
        return PARTS.stream().filter(part -> !part.equals("runner")).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileParsesWithoutUnknownFields(Path file) {
        assertThat(Manifests.unknownFields(Manifests.read(file))).isEmpty();
    }

    @Test
    void aMisspeltFieldIsFound() {
        var text =
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: x
                spec:
                  template:
                    spec:
                      terminationGracePeriodSecond: 5
                      containers:
                        - name: x
                          securityContext:
                            allowPrivilegeEscalaton: false
                """;

        Deployment deployment = new KubernetesSerialization().unmarshal(text);

        assertThat(Manifests.unknownFields(deployment))
                .anyMatch(path -> path.endsWith("terminationGracePeriodSecond"))
                .anyMatch(path -> path.endsWith("allowPrivilegeEscalaton"));
    }

    @Test
    void everyPartHasItsDeploymentServicePolicyAndBudget() {
        assertThat(names(Manifests.all(Deployment.class))).isEqualTo(PARTS);
        assertThat(names(Manifests.all(Service.class))).isEqualTo(PARTS);
        assertThat(names(Manifests.all(PodDisruptionBudget.class))).isEqualTo(PARTS);
        assertThat(names(Manifests.all(NetworkPolicy.class)))
                .containsAll(PARTS)
                .contains("default-deny");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyContainerIsProbedLimitedAndLocked(Deployment deployment) {
        var pod = deployment.getSpec().getTemplate().getSpec();

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getContainers())
                .isNotEmpty()
                .allSatisfy(ManifestsTest::isProbedLimitedAndLocked);
    }

    private static void isProbedLimitedAndLocked(Container container) {
        var ports = container.getPorts().stream().map(port -> port.getName()).toList();
        assertThat(
                        List.of(
                                container.getStartupProbe(),
                                container.getLivenessProbe(),
                                container.getReadinessProbe()))
                .allSatisfy(probe ->
                        assertThat(ports).contains(probe.getHttpGet().getPort().getStrVal()));
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                .containsExactly("ALL");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void everyImageHasATagThatIsNotLatest(PodSpec pod) {
        assertThat(pod.getContainers())
                .extracting(Container::getImage)
                .allSatisfy(image ->
                        assertThat(image).matches("[^:]+:[\\w.-]+").doesNotEndWith(":latest"));
    }

    @Test
    void theOverlayNamesATagForEveryImage() throws IOException {
        var overlay =
                YAML.readTree(Manifests.root().resolve(OVERLAY + "kustomization.yaml").toFile());
        var named = new TreeSet<String>();
        for (var image : overlay.path("images")) {
            named.add(image.path("name").asText());
            assertThat(image.path("newTag").asText()).isNotEmpty().isNotEqualTo("latest");
        }

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        PARTS.stream().map(part -> "certyn/" + part).toList());
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceIsGivenMoreTimeToEndThanItTakes(String service) throws IOException {
        var properties = properties(service);
        var pod = named(Deployment.class, service).getSpec().getTemplate().getSpec();
        var delay = duration(variable(pod, "QUARKUS_SHUTDOWN_DELAY"));
        var timeout = duration(properties.getProperty("quarkus.shutdown.timeout", "0s"));

        assertThat(properties.getProperty("quarkus.shutdown.delay-enabled")).isEqualTo("true");
        assertThat(delay).isPositive();
        assertThat(timeout).isPositive();
        assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds()))
                .isGreaterThan(delay.plus(timeout).plus(MARGIN));
    }

    @Test
    void theRunnerIsGivenMoreTimeToEndThanItsSessions() {
        var pod = runner();

        assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds()))
                .isGreaterThan(
                        Duration.parse(variable(pod, "CERTYN_RUNNER_DRAIN_TIMEOUT")).plus(MARGIN));
    }

    @Test
    void theRunnerIsNotRootAndReachesTheNodesEngineByItsGroup() throws IOException {
        var security = runner().getSecurityContext();

        // The image's user is root, which `docker run` needs and a pod does not.
        assertThat(security.getRunAsNonRoot()).isTrue();
        assertThat(Files.readString(Manifests.images().resolve("runner/Dockerfile")))
                .contains("useradd --uid " + security.getRunAsUser());
        assertThat(security.getSupplementalGroups()).hasSize(1).doesNotContain(0L);
        // Promises what it does not do for paths of the node.
        assertThat(security.getFsGroup()).isNull();
    }

    @Test
    void theRunnersPathsOfTheNodeAreTheSameInTheNodeAndMustExist() {
        var pod = runner();
        var mounts =
                pod.getContainers().getFirst().getVolumeMounts().stream()
                        .collect(Collectors.toMap(VolumeMount::getName, VolumeMount::getMountPath));
        var paths =
                pod.getVolumes().stream().filter(volume -> volume.getHostPath() != null).toList();

        assertThat(paths)
                .hasSize(2)
                .allSatisfy(volume -> {
                    assertThat(mounts.get(volume.getName()))
                            .isEqualTo(volume.getHostPath().getPath());
                    assertThat(volume.getHostPath().getType()).isIn("Directory", "Socket");
                });
    }

    @Test
    void onlyTheRunnerMountsPathsOfItsNode() {
        assertThat(deployments())
                .filteredOn(deployment -> !deployment.getMetadata().getName().equals("runner"))
                .flatExtracting(
                        deployment -> deployment.getSpec().getTemplate().getSpec().getVolumes())
                .allMatch(volume -> volume.getHostPath() == null);
    }

    @Test
    void theJobMakesTheTopicsOfTheConfigMapAndIsLocked() {
        var job = named(Job.class, "create-topics").getSpec();
        var pod = job.getTemplate().getSpec();
        var container = pod.getContainers().getFirst();

        // Otherwise the next deployment fails on the one that is there.
        assertThat(job.getTtlSecondsAfterFinished()).isPositive();
        assertThat(container.getCommand())
                .contains("io.certyn.broker.TopicsMain", "/topics/topics.yaml");
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getName().equals("topics"))
                .extracting(volume -> volume.getConfigMap().getName())
                .containsExactly("certyn-topics");
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                .containsExactly("ALL");
        assertThat(job.getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(
                        named(NetworkPolicy.class, "create-topics")
                                .getSpec()
                                .getPodSelector()
                                .getMatchLabels());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void selectorsMatchTheLabelsTheySelect(Deployment deployment) {
        var labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
        var name = deployment.getMetadata().getName();

        assertThat(labels)
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
        assertThat(labels).containsAllEntriesOf(named(Service.class, name).getSpec().getSelector());
        assertThat(labels)
                .containsAllEntriesOf(
                        named(NetworkPolicy.class, name)
                                .getSpec()
                                .getPodSelector()
                                .getMatchLabels());
        assertThat(labels)
                .containsAllEntriesOf(
                        named(PodDisruptionBudget.class, name)
                                .getSpec()
                                .getSelector()
                                .getMatchLabels());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyServicePortNamesAPortOfItsPods(Deployment deployment) {
        var ports =
                deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                        .flatMap(container -> container.getPorts().stream())
                        .map(port -> port.getName())
                        .toList();
        var service = named(Service.class, deployment.getMetadata().getName());

        assertThat(service.getSpec().getPorts())
                .allSatisfy(port -> assertThat(ports).contains(port.getTargetPort().getStrVal()));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyEndpointThatIsReferredToExistsInBaseAndOverlay(Deployment deployment) {
        var wanted = endpoints(deployment);

        assertThat(named(ConfigMap.class, "certyn-endpoints").getData())
                .containsKeys(array(wanted));
        assertThat(overlaysEndpoints()).containsKeys(array(wanted));
    }

    @Test
    void theOverlaysArtifactKeepsEvidenceInABucketAndOnNoVolume() throws IOException {
        var patch = (Deployment) overlay("evidence-bucket.yaml");
        var pod = patch.getSpec().getTemplate().getSpec();
        var base = named(Deployment.class, "artifact").getSpec().getTemplate().getSpec();
        var volume = pod.getVolumes().getFirst();

        assertThat(variable(pod, "CERTYN_ARTIFACT_STORE")).isEqualTo("s3");
        assertThat(overlaysEndpoints()).containsKeys(array(endpoints(patch)));
        assertThat(volume.getPersistentVolumeClaim()).isNull();
        assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull();
        assertThat(base.getVolumes())
                .filteredOn(replaced -> replaced.getPersistentVolumeClaim() != null)
                .extracting(replaced -> replaced.getName())
                .containsExactly(volume.getName());
        assertThat(Files.readString(Manifests.root().resolve(OVERLAY + "kustomization.yaml")))
                .contains("$patch: delete", "name: certyn-evidence");
    }

    private static Set<String> endpoints(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .map(env -> env.getValueFrom())
                .filter(Objects::nonNull)
                .map(source -> source.getConfigMapKeyRef())
                .filter(Objects::nonNull)
                .filter(ref -> ref.getName().equals("certyn-endpoints"))
                .map(ref -> ref.getKey())
                .collect(Collectors.toSet());
    }

    private static Map<String, String> overlaysEndpoints() {
        return ((ConfigMap) overlay("endpoints.yaml")).getData();
    }

    private static HasMetadata overlay(String file) {
        return Manifests.read(Manifests.root().resolve(OVERLAY + file));
    }

    @Test
    void everyFileIsListedInItsKustomization() throws IOException {
        for (var file : Manifests.files()) {
            var kustomization = YAML.readTree(file.resolveSibling("kustomization.yaml").toFile());
            var listed = new TreeSet<String>();
            kustomization.path("resources").forEach(entry -> listed.add(entry.asText()));
            kustomization.path("patches").forEach(entry -> listed.add(entry.path("path").asText()));

            assertThat(listed).contains(String.valueOf(file.getFileName()));
        }
    }

    @Test
    void theBaseHoldsEveryPart() throws IOException {
        var base = Manifests.root().resolve("base");
        var listed = new TreeSet<String>();
        YAML.readTree(base.resolve("kustomization.yaml").toFile())
                .path("resources")
                .forEach(entry -> listed.add(entry.asText()));

        assertThat(listed).containsAll(PARTS);
        try (var directories = Files.list(base)) {
            assertThat(directories.filter(Files::isDirectory).map(Path::getFileName))
                    .allSatisfy(name -> assertThat(listed).contains(name.toString()));
        }
    }

    @Test
    void theTopicsOfTheClusterAreTheTopicsOfTheProduct() throws IOException {
        JsonNode product;
        try (var in = ManifestsTest.class.getResourceAsStream("/topics.yaml")) {
            product = YAML.readTree(in);
        }

        var cluster =
                YAML.readTree(named(ConfigMap.class, "certyn-topics").getData().get("topics.yaml"));

        assertThat(cluster).isEqualTo(product);
    }

    @Test
    void theRunnerAcceptsNothingFromOutside() {
        var policy = named(NetworkPolicy.class, "runner").getSpec();

        assertThat(policy.getPolicyTypes()).contains("Ingress");
        assertThat(policy.getIngress()).isEmpty();
    }

    private static PodSpec runner() {
        return named(Deployment.class, "runner").getSpec().getTemplate().getSpec();
    }

    private static Properties properties(String service) throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Manifests.propertiesOf(service))) {
            properties.load(file);
        }
        return properties;
    }

    private static String variable(PodSpec pod, String name) {
        return pod.getContainers().getFirst().getEnv().stream()
                .filter(env -> env.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    /** As Quarkus reads it: {@code 5s}. */
    private static Duration duration(String text) {
        return Duration.parse("PT" + text);
    }

    private static String[] array(Set<String> keys) {
        return keys.toArray(String[]::new);
    }

    private static <T extends HasMetadata> T named(Class<T> type, String name) {
        return Manifests.all(type).stream()
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
    }

    private static Set<String> names(List<? extends HasMetadata> resources) {
        return resources.stream()
                .map(resource -> resource.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    @Test
    void noFileIsMissingFromTheTree() throws IOException {
        for (var part : PARTS) {
            assertThat(Files.isDirectory(Manifests.root().resolve("base").resolve(part))).isTrue();
        }
    }
}

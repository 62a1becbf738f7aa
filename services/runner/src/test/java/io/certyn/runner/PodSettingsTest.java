package io.certyn.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.ids.PoolId;
import io.certyn.runner.executor.kubernetes.KubernetesExecutor.Doors;
import io.certyn.runner.executor.kubernetes.Placement;
import io.certyn.runner.executor.kubernetes.PodShape;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodSettingsTest {

    private final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "CONTROL_PLANE_URL", "https://certyn.example",
                            "RUNNER_POOL_ID", new PoolId(UUID.randomUUID()).toString(),
                            "RUNNER_NAME", "one",
                            "MAX_CONCURRENCY", "4",
                            "CERTYN_RUNNER_EXECUTOR", "kubernetes",
                            "CERTYN_RUNNER_KUBERNETES_NAMESPACE", "agents",
                            "CERTYN_RUNNER_KUBERNETES_ADDRESS", "10.1.2.3"));

    @Test
    void aNamespaceAndAnAddressAreEnough() {
        var settings = settings();

        assertThat(settings.work().warmAgents()).isZero();
        assertThat(settings.pods())
                .contains(
                        new PodSettings(
                                "agents",
                                Optional.empty(),
                                new Doors("10.1.2.3", 7443, 3128),
                                new PodShape(
                                        new PodShape.ImageSource("IfNotPresent", Optional.empty()),
                                        new PodShape.Resources("2", "2Gi", 0),
                                        Optional.of("certyn/agent.json"),
                                        Map.of(),
                                        List.of())));
    }

    @Test
    void everyKeyCounts() {
        key("OWNER_NAME", "runner-7");
        key("OWNER_UID", "u-1");
        key("LINK_PORT", "9000");
        key("EGRESS_PORT", "9001");
        key("IMAGE_PULL_POLICY", "Always");
        key("IMAGE_PULL_SECRET", "registry");
        key("CPU", "500m");
        key("MEMORY", "1Gi");
        key("GPUS", "1");
        key("SECCOMP_PROFILE", "RuntimeDefault");
        key("NODE_SELECTOR", "a=b, c=");
        key("TOLERATIONS", "k=v:NoSchedule, only");

        assertThat(settings().pods())
                .contains(
                        new PodSettings(
                                "agents",
                                Optional.of(new Placement.Owner("runner-7", "u-1")),
                                new Doors("10.1.2.3", 9000, 9001),
                                new PodShape(
                                        new PodShape.ImageSource("Always", Optional.of("registry")),
                                        new PodShape.Resources("500m", "1Gi", 1),
                                        Optional.empty(),
                                        Map.of("a", "b", "c", ""),
                                        List.of(
                                                PodShape.toleration("k=v:NoSchedule"),
                                                PodShape.toleration("only")))));
    }

    @Test
    void otherExecutorsHaveNoPods() {
        environment.put("CERTYN_RUNNER_EXECUTOR", "docker");

        assertThat(settings().pods()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace", "address"})
    void whatIsNeededIsNamed(String name) {
        environment.remove(variable(name));

        assertThatThrownBy(this::settings)
                .isInstanceOf(SettingsRefused.class)
                .hasMessage("certyn.runner.kubernetes." + name + " is missing.");
    }

    @Test
    void agentsCannotWaitInPods() {
        environment.put("CERTYN_RUNNER_WARM_AGENTS", "1");

        assertThatThrownBy(this::settings)
                .isInstanceOf(SettingsRefused.class)
                .hasMessage("certyn.runner.warm-agents must be 0 where agents are pods.");
    }

    @Test
    void aRunnerWhosePodsGetGraphicsProcessorsSaysSo() {
        assertThat(settings().hasGpu()).isFalse();

        environment.put(variable("gpus"), "1");

        assertThat(settings().hasGpu()).isTrue();
        assertThat(settings().labels()).containsEntry("gpu", "true");
    }

    @ParameterizedTest
    @CsvSource({
        "link-port, 70000",
        "egress-port, some",
        "image-pull-policy, Sometimes",
        "cpu, two",
        "memory, 0",
        "gpus, 17",
        "node-selector, label",
        "tolerations, a=b:Never",
    })
    void aWrongValueIsNamed(String name, String value) {
        environment.put(variable(name), value);

        assertThatThrownBy(this::settings)
                .isInstanceOf(SettingsRefused.class)
                .hasMessageStartingWith("certyn.runner.kubernetes." + name + " must");
    }

    @Test
    void halfAnOwnerIsRefused() {
        key("OWNER_NAME", "runner-7");

        assertThatThrownBy(this::settings)
                .isInstanceOf(SettingsRefused.class)
                .hasMessageEndingWith("go together.");
    }

    private void key(String name, String value) {
        environment.put("CERTYN_RUNNER_KUBERNETES_" + name, value);
    }

    private static String variable(String name) {
        return "CERTYN_RUNNER_KUBERNETES_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private Settings settings() {
        return Settings.of(new Lookup(new Properties(), environment));
    }
}

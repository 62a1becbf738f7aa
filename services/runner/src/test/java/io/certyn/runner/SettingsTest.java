package io.certyn.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.ids.PoolId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "CONTROL_PLANE_URL", "https://certyn.example",
                            "RUNNER_POOL_ID", new PoolId(UUID.randomUUID()).toString(),
                            "REGISTRATION_TOKEN", "crt_x",
                            "RUNNER_NAME", "runner-1",
                            "MAX_CONCURRENCY", "3"));
    private final Properties properties = new Properties();

    @Test
    void fiveVariablesAreEnough() {
        var settings = settings();

        assertThat(settings.work().slots()).isEqualTo(3);
        assertThat(settings.work().warmAgents()).isEqualTo(2);
        assertThat(settings.work().executor()).isEqualTo(Settings.ExecutorChoice.AUTO);
        assertThat(settings.work().offers()).isEqualTo(Settings.OfferChoice.AUTO);
        assertThat(settings.work().drain()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.directories().state()).isEqualTo(Path.of("/var/lib/certyn-runner"));
        assertThat(settings.health().port()).isZero();
        assertThat(settings.membership().labels()).isEmpty();
        assertThat(settings.membership().keyLife()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.connection().proxy()).isEmpty();
    }

    @Test
    void labelsArePairs() {
        properties.setProperty("certyn.runner.labels", "site=east, gpu=true,formula=a=b");

        assertThat(settings().membership().labels())
                .isEqualTo(Map.of("site", "east", "gpu", "true", "formula", "a=b"));

        for (var odd : List.of("site", "site=", "=east", "a=b,site")) {
            properties.setProperty("certyn.runner.labels", odd);
            assertThatThrownBy(this::settings).hasMessageContaining("certyn.runner.labels");
        }
    }

    @Test
    void optionsOfAnAgentsJvmAreWordsOrLines() {
        assertThat(settings().agent().javaOptions()).contains("-Xmx160m", "-XX:+UseSerialGC");

        properties.setProperty("certyn.runner.agent-java-options", " -Xmx1g  -Da=b ");
        assertThat(settings().agent().javaOptions()).containsExactly("-Xmx1g", "-Da=b");

        properties.setProperty("certyn.runner.agent-java-options", "-Xmx1g\n-Da=b c");
        assertThat(settings().agent().javaOptions()).containsExactly("-Xmx1g", "-Da=b c");
    }

    @Test
    void everyKeyCanBeSetAsAVariableAndAPropertyWins() {
        environment.put("CERTYN_RUNNER_EXECUTOR", "docker");
        environment.put("CERTYN_RUNNER_OFFERS", "kafka");
        environment.put("CERTYN_RUNNER_STATE_DIRECTORY", "/s");
        environment.put("CERTYN_RUNNER_RUNTIME_DIRECTORY", "/r");
        environment.put("CERTYN_RUNNER_WARM_AGENTS", "0");
        environment.put("CERTYN_RUNNER_DRAIN_TIMEOUT", "5m");
        environment.put("CERTYN_RUNNER_HEALTH_PORT", "8081");
        environment.put("CERTYN_RUNNER_HEALTH_HOST", "0.0.0.0");
        environment.put("CERTYN_RUNNER_AGENT_JAR", "/agent.jar");
        environment.put("CERTYN_RUNNER_ALLOWED_IMAGES", "a:1, b/*");
        environment.put("CERTYN_RUNNER_RUNNER_IMAGE", "r:1");
        environment.put("CERTYN_AGENT_CHROMIUM", "/c");
        environment.put("CERTYN_AGENT_NODE", "/n");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "k:9092");
        environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        environment.put("KAFKA_SASL_JAAS_CONFIG", "login");
        environment.put("KAFKA_SSL_TRUSTSTORE_LOCATION", "/t");
        environment.put("KAFKA_NO_SUCH_SETTING", "ignored");
        environment.put("HTTPS_PROXY", "http://proxy.example:3128");
        properties.setProperty("certyn.runner.executor", "process");

        var settings = settings();

        assertThat(settings.work().executor()).isEqualTo(Settings.ExecutorChoice.PROCESS);
        assertThat(settings.work().offers()).isEqualTo(Settings.OfferChoice.KAFKA);
        assertThat(settings.directories())
                .isEqualTo(new Settings.Directories(Path.of("/s"), Path.of("/r")));
        assertThat(settings.work().warmAgents()).isZero();
        assertThat(settings.work().drain()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.work().kafka())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "bootstrap.servers", "k:9092",
                                "security.protocol", "SASL_SSL",
                                "sasl.jaas.config", "login",
                                "ssl.truststore.location", "/t"));
        assertThat(settings.health()).isEqualTo(new Settings.HealthPort("0.0.0.0", 8081));
        assertThat(settings.agent().jar()).contains(Path.of("/agent.jar"));
        assertThat(settings.agent().allowedImages()).containsExactly("a:1", "b/*");
        assertThat(settings.agent().runnerImage()).contains("r:1");
        assertThat(settings.agent().chromium()).isEqualTo(Path.of("/c"));
        assertThat(settings.agent().node()).contains(Path.of("/n"));
        assertThat(settings.connection().proxy()).isPresent();
    }

    /** Else a template that was filled with nothing would allow everything. */
    @Test
    void aListOfNothingIsRefused() {
        environment.put("CERTYN_RUNNER_ALLOWED_IMAGES", " , ");

        assertThatThrownBy(this::settings)
                .isInstanceOf(SettingsRefused.class)
                .hasMessage("certyn.runner.allowed-images names nothing.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CONTROL_PLANE_URL", "RUNNER_POOL_ID", "RUNNER_NAME", "MAX_CONCURRENCY"})
    void aMissingVariableIsNamed(String name) {
        environment.remove(name);

        assertThatThrownBy(this::settings)
                .isInstanceOf(SettingsRefused.class)
                .hasMessage(name + " is missing.");
    }

    @ParameterizedTest
    @CsvSource({
        "CONTROL_PLANE_URL, ftp://x",
        "CONTROL_PLANE_URL, http://certyn.example",
        "RUNNER_POOL_ID, pool_x",
        "RUNNER_NAME, a/b",
        "MAX_CONCURRENCY, 0",
        "MAX_CONCURRENCY, 101",
        "MAX_CONCURRENCY, two",
        "HTTPS_PROXY, proxy"
    })
    void aWrongVariableIsNamed(String name, String value) {
        environment.put(name, value);

        assertThatThrownBy(this::settings)
                .isInstanceOf(SettingsRefused.class)
                .hasMessageStartingWith(name + " must");
    }

    @ParameterizedTest
    @CsvSource({
        "certyn.runner.executor, podman",
        "certyn.runner.drain-timeout, soon",
        "certyn.runner.health-port, 70000",
        "certyn.security.allow-plain-http, perhaps"
    })
    void aWrongKeyIsNamed(String key, String value) {
        environment.put("CONTROL_PLANE_URL", "http://certyn.example");
        properties.setProperty("certyn.security.allow-plain-http", "true");
        properties.setProperty(key, value);

        assertThatThrownBy(this::settings)
                .isInstanceOf(SettingsRefused.class)
                .hasMessageStartingWith(key + " must");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8080", "http://localhost", "http://certyn.localhost:1"})
    void plainHttpIsTakenOnThisMachine(String url) {
        environment.put("CONTROL_PLANE_URL", url);

        assertThat(settings().connection().url()).hasToString(url);
    }

    private Settings settings() {
        return Settings.of(new Lookup(properties, environment));
    }
}

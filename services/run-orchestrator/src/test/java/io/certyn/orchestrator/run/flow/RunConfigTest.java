package io.certyn.orchestrator.run.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunConfigTest {

    static RunConfig config(Map<String, String> values) {
        var builder =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDiscoveredConverters()
                        .withConverter(Duration.class, 300, RunConfigTest::duration)
                        .withMapping(RunConfig.class);
        values.forEach((key, value) -> builder.withDefaultValue("certyn.run." + key, value));
        return builder.build().getConfigMapping(RunConfig.class);
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text);
    }

    @Test
    void theDefaultsAreThoseOfTheProduct() {
        var config = config(Map.of());

        assertThat(config.maxAttempts()).isEqualTo(2);
        assertThat(config.deadline()).isEqualTo(Duration.ofHours(2));
        assertThat(config.maxDeadline()).isEqualTo(Duration.ofHours(24));
        assertThat(config.maxCases()).isEqualTo(500);
        assertThat(config.sealWait()).isEqualTo(Duration.ofSeconds(150));
        assertThat(config.cancelGrace()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.sessionTimeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.maxWait()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.maxWaiting()).isEqualTo(2000);
        assertThat(config.sweepSize()).isEqualTo(50);
        assertThat(config.sweep()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.budget().steps()).isEqualTo(200);
        assertThat(config.budget().time()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.budget().step()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.budget().navigation()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void everyKeyCanBeSet() {
        var config =
                config(
                        Map.ofEntries(
                                Map.entry("max-attempts", "3"),
                                Map.entry("deadline", "1s"),
                                Map.entry("max-deadline", "2s"),
                                Map.entry("max-cases", "4"),
                                Map.entry("seal-wait", "5s"),
                                Map.entry("cancel-grace", "6s"),
                                Map.entry("session-timeout", "7s"),
                                Map.entry("max-wait", "8s"),
                                Map.entry("max-waiting", "9"),
                                Map.entry("sweep-size", "10"),
                                Map.entry("sweep", "15s"),
                                Map.entry("budget.steps", "11"),
                                Map.entry("budget.time", "12s"),
                                Map.entry("budget.step", "13s"),
                                Map.entry("budget.navigation", "14s")));

        assertThat(config.maxAttempts()).isEqualTo(3);
        assertThat(config.deadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.maxDeadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.maxCases()).isEqualTo(4);
        assertThat(config.terms().session().sealWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.terms().run().cancelGrace()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.sessionTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.maxWait()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.maxWaiting()).isEqualTo(9);
        assertThat(config.sweepSize()).isEqualTo(10);
        assertThat(config.sweep()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.budget().steps()).isEqualTo(11);
        assertThat(config.budget().time()).isEqualTo(Duration.ofSeconds(12));
        assertThat(config.budget().step()).isEqualTo(Duration.ofSeconds(13));
        assertThat(config.budget().navigation()).isEqualTo(Duration.ofSeconds(14));
    }

    @Test
    void aGraceOfNothingIsRefused() {
        var config = config(Map.of("cancel-grace", "0s"));

        assertThatThrownBy(config::terms)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cancel grace");
    }
}

package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseConfigTest {

    @Test
    void theDefaultsAreThoseOfTheDesign() {
        var config = read(Map.of());
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.selfDeadline()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.killGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.ttl()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.offer()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.start()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.stop()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.finish()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.hold()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.agentImage()).isEqualTo("certyn/agent:local");
        assertThat(config.minRunnerVersion()).isEmpty();
        assertThat(BrokerBeans.terms(config).ttl()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void everyKeyCanBeSet() {
        var config =
                read(
                        Map.of(
                                "certyn.lease.heartbeat", "15s",
                                "certyn.lease.self-deadline", "45s",
                                "certyn.lease.kill-grace", "6s",
                                "certyn.lease.ttl", "60s",
                                "certyn.lease.offer", "11s",
                                "certyn.lease.start", "5m",
                                "certyn.lease.stop", "31s",
                                "certyn.lease.finish", "121s",
                                "certyn.lease.hold", "20s",
                                "certyn.lease.agent-image", "agent:2"));
        var terms = BrokerBeans.terms(config);
        assertThat(terms.heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(terms.selfDeadline()).isEqualTo(Duration.ofSeconds(45));
        assertThat(terms.killGrace()).isEqualTo(Duration.ofSeconds(6));
        assertThat(terms.ttl()).isEqualTo(Duration.ofMinutes(1));
        assertThat(terms.offer()).isEqualTo(Duration.ofSeconds(11));
        assertThat(terms.limits().start()).isEqualTo(Duration.ofMinutes(5));
        assertThat(terms.limits().stop()).isEqualTo(Duration.ofSeconds(31));
        assertThat(terms.limits().finish()).isEqualTo(Duration.ofSeconds(121));
        assertThat(config.hold()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.agentImage()).isEqualTo("agent:2");
    }

    @Test
    void timesThatLetTwoRunnersWorkAtOnceStopTheStart() {
        var config = read(Map.of("certyn.lease.ttl", "25s"));
        assertThatThrownBy(() -> BrokerBeans.terms(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ttl");
    }

    private static LeaseConfig read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(LeaseConfig.class)
                .withConverter(Duration.class, 1, new DurationConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(LeaseConfig.class);
    }
}

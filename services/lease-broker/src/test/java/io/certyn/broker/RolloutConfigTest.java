package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.broker.pool.PoolKind;
import io.certyn.broker.pool.Rollout;
import io.certyn.broker.pool.api.SwitchedOff;
import io.certyn.ids.TenantId;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutConfigTest {

    private static final TenantId ANNA = new TenantId(new UUID(7, 1));
    private static final TenantId BERT = new TenantId(new UUID(7, 2));

    @ParameterizedTest
    @CsvSource({
        "true,  none, true",
        "true,  anna, true",
        "true,  both, true",
        "true,  bert, false",
        "false, none, false",
        "false, anna, false",
    })
    void aSwitchIsOnForAllOrForThoseListed(boolean enabled, String listed, boolean open) {
        var runners =
                rollout(
                        Map.of(
                                "certyn.self-hosted.runners-enabled", String.valueOf(enabled),
                                "certyn.self-hosted.enabled-tenants", tenants(listed)));
        var relay =
                rollout(
                        Map.of(
                                "certyn.self-hosted.relay-enabled", String.valueOf(enabled),
                                "certyn.self-hosted.relay-enabled-tenants", tenants(listed)));

        assertThat(runners.isOpen(PoolKind.SELF_HOSTED, ANNA)).isEqualTo(open);
        assertThat(runners.isOpen(PoolKind.IN_CLUSTER, ANNA)).isTrue();
        assertThat(runners.isWatchable(PoolKind.SELF_HOSTED, ANNA)).isTrue();
        assertThat(relay.isWatchable(PoolKind.SELF_HOSTED, ANNA)).isEqualTo(open);
        assertThat(relay.isWatchable(PoolKind.IN_CLUSTER, ANNA)).isTrue();
        assertThat(relay.isOpen(PoolKind.SELF_HOSTED, ANNA)).isTrue();
    }

    private static String tenants(String listed) {
        return switch (listed) {
            case "anna" -> ANNA.toString();
            case "bert" -> BERT.toString();
            case "both" -> BERT + ", " + ANNA;
            default -> "";
        };
    }

    @Test
    void theReasonSaysWhetherAllOrOnlyThisTenantIsShutOut() {
        var off = rollout(Map.of("certyn.self-hosted.runners-enabled", "false"));
        var listed = rollout(Map.of("certyn.self-hosted.relay-enabled-tenants", BERT.toString()));

        assertThat(SwitchedOff.runners(off).status()).isEqualTo(403);
        assertThat(SwitchedOff.runners(off).detail()).contains("in this installation");
        assertThat(SwitchedOff.relay(listed).status()).isEqualTo(403);
        assertThat(SwitchedOff.relay(listed).detail()).contains("for other tenants only");
    }

    @Test
    void aListOfSomethingElseStopsTheStart() {
        assertThatThrownBy(() ->
                        rollout(Map.of("certyn.self-hosted.enabled-tenants", ANNA + ",tenant-a")))
                .hasMessage(
                        "certyn.self-hosted.enabled-tenants: 'tenant-a' is no id of a tenant"
                                + " (ten_...)");
    }

    @ParameterizedTest
    @CsvSource({
        "Features:SelfHostedRunnersEnabled,  Features:SelfHostedRelayEnabled,"
            + " SelfHosted:EnabledTenants,  SelfHosted:RelayEnabledTenants,  Docker:DefaultImage",
        "Features__SelfHostedRunnersEnabled, Features__SelfHostedRelayEnabled,"
            + " SelfHosted__EnabledTenants, SelfHosted__RelayEnabledTenants, Docker__DefaultImage",
    })
    void theDocumentedSpellingsAreRead(
            String runners, String relay, String tenants, String relayTenants, String image) {
        var set =
                Map.of(
                        runners, "false",
                        relay, "false",
                        tenants, ANNA.toString(),
                        relayTenants, BERT.toString(),
                        image, "registry.example.com/certyn/agent:v2");

        for (var config : List.of(properties(set), environment(set))) {
            var rollout = config.getConfigMapping(RolloutConfig.class);
            assertThat(rollout.runnersEnabled()).isFalse();
            assertThat(rollout.relayEnabled()).isFalse();
            assertThat(rollout.enabledTenants()).contains(List.of(ANNA.toString()));
            assertThat(rollout.relayEnabledTenants()).contains(List.of(BERT.toString()));
            assertThat(config.getConfigMapping(LeaseConfig.class).agentImage())
                    .isEqualTo("registry.example.com/certyn/agent:v2");
        }
    }

    @Test
    void theStrongerSourceCountsAndInOneSourceOurOwnKey() {
        var ours = "certyn.lease.agent-image";
        var theirs = "Docker:DefaultImage";

        assertThat(image(Map.of(ours, "ours", theirs, "theirs"), Map.of())).isEqualTo("ours");
        assertThat(image(Map.of(ours, "ours"), Map.of(theirs, "theirs"))).isEqualTo("theirs");
        assertThat(image(Map.of(theirs, "theirs"), Map.of(ours, "ours"))).isEqualTo("ours");
        assertThat(image(Map.of(), Map.of())).isEqualTo("certyn/agent:local");
    }

    private static String image(Map<String, String> weaker, Map<String, String> stronger) {
        return builder()
                .withSources(new PropertiesConfigSource(weaker, "weaker", 100))
                .withSources(new PropertiesConfigSource(stronger, "stronger", 300))
                .build()
                .getConfigMapping(LeaseConfig.class)
                .agentImage();
    }

    private static Rollout rollout(Map<String, String> properties) {
        return BrokerBeans.rollout(properties(properties).getConfigMapping(RolloutConfig.class));
    }

    private static SmallRyeConfig properties(Map<String, String> set) {
        return builder().withSources(new PropertiesConfigSource(set, "test", 100)).build();
    }

    private static SmallRyeConfig environment(Map<String, String> set) {
        return builder().withSources(new EnvConfigSource(set, 300)).build();
    }

    /** The interceptor is found as it is at the start of the service. */
    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredInterceptors()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(RolloutConfig.class)
                .withMapping(LeaseConfig.class);
    }
}

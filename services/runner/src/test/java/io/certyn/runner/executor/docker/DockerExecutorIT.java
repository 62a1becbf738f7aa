package io.certyn.runner.executor.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.type.TypeReference;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.certyn.protocol.ProtocolJson;
import io.certyn.runner.egress.Denied;
import io.certyn.runner.executor.AheadContract;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.Started;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Needs a container engine with the images of deploy/images; skipped without, but never in CI. */
@EnabledIf("engineIsThere")
class DockerExecutorIT extends AheadContract {

    static final String AGENT = "certyn/agent:local";
    private static final String RUNNER = "certyn/runner:local";

    private static final int MIB = 1024 * 1024;
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final Set<String> OF_THE_ENGINE =
            Set.of("LogConfig", "CgroupnsMode", "Runtime", "ConsoleSize", "RestartPolicy");

    static boolean engineIsThere() throws IOException {
        return "true".equals(System.getenv("CI")) || DockerExecutor.isAvailable(RUNNER);
    }

    @Override
    protected Executor open() throws IOException {
        return open(directory, List.of());
    }

    static DockerExecutor open(Path directory, List<String> forbidden) throws IOException {
        return open(directory, forbidden, false);
    }

    private static DockerExecutor open(Path directory, List<String> forbidden, boolean gpu)
            throws IOException {
        return DockerExecutor.open(
                new DockerExecutor.Setup(
                        runner(directory),
                        RUNNER,
                        List.of(),
                        directory,
                        forbidden,
                        Optional.empty(),
                        gpu));
    }

    /** By which the containers of one test are known. */
    static String runner(Path directory) {
        return "test" + Integer.toHexString(directory.hashCode());
    }

    @Override
    protected String print() throws Exception {
        inside("echo the agent says so > /proc/1/fd/1");
        return "the agent says so\n";
    }

    /** This machine's engine has none to give, and says so. */
    @Test
    void agentsOfARunnerWithAGraphicsProcessorAskTheEngineForIt() throws Exception {
        var apart = Files.createDirectory(directory.resolve("gpu"));
        var order = new Executor.Order(AGENT, "one", Optional.empty());
        try (var onGpu = open(apart, List.of(), true)) {
            assertThatThrownBy(() -> Started.by(onGpu, apart, order))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("nvidia")
                    .hasMessageContaining("gpu");
        }
    }

    @Test
    void anAgentHasNoPrivilegesAndWritesNowhereButToItsOwnMemory() throws Exception {
        var agent = start("one").agent();
        agent.bind(lease, List.of(), () -> true);

        var status =
                inside(
                        "grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp|Uid):' /proc/self/status;"
                                + " touch /opt/x /etc/x /run/certyn/x 2>&1 | grep -c -i read-only");

        assertThat(status)
                .contains("CapEff:\t0000000000000000")
                .contains("CapBnd:\t0000000000000000")
                .contains("NoNewPrivs:\t1")
                .contains("Seccomp:\t2")
                .contains("Uid:\t10001\t10001\t10001\t10001")
                .endsWith("3\n");
        agent.remove();
    }

    /** All that the engine was told; what it fills in by itself is left out, see below. */
    @Test
    void anAgentsContainerIsGivenThisAndNothingElse() throws Exception {
        var agent = start("one").agent();
        agent.bind(lease, List.of(), () -> true);
        try (var containers = new Containers()) {
            var found = containers.inspect(containers.named(lease.toString()));
            var network = containers.networkOf(found.getId());
            var link = directory.resolve("link-one").toString();

            assertThat(given(found.getHostConfig()))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.ofEntries(
                                    entry("NetworkMode", network),
                                    entry("Binds", List.of(link + ":/run/certyn:ro")),
                                    entry("CapDrop", List.of("ALL")),
                                    entry(
                                            "SecurityOpt",
                                            List.of("no-new-privileges", "seccomp=ours")),
                                    entry("ReadonlyRootfs", true),
                                    entry(
                                            "Tmpfs",
                                            Map.of(
                                                    "/tmp",
                                                    "rw,noexec,nosuid,nodev,size=512m,mode=1777",
                                                    "/home",
                                                    "rw,noexec,nosuid,nodev,size=256m,mode=1777")),
                                    entry("ShmSize", 256 * MIB),
                                    entry("Memory", 2048L * MIB),
                                    entry("MemorySwap", 2048L * MIB),
                                    entry("CpuPeriod", 100_000),
                                    entry("CpuQuota", 200_000),
                                    entry("PidsLimit", 512),
                                    entry(
                                            "Ulimits",
                                            List.of(
                                                    Map.of(
                                                            "Name", "nofile", "Soft", 4096, "Hard",
                                                            4096))),
                                    entry("Init", true),
                                    entry("Dns", List.of("127.0.0.1")),
                                    entry("IpcMode", "private")));
            assertThat(found.getConfig().getUser()).isEqualTo("10001:10001");
            assertThat(found.getMounts())
                    .singleElement()
                    .satisfies(mount -> {
                        assertThat(mount.getSource()).isEqualTo(link);
                        assertThat(mount.getDestination())
                                .extracting(Volume::getPath)
                                .isEqualTo("/run/certyn");
                        assertThat(mount.getRW()).isFalse();
                    });
            assertThat(inside("find / -type s -not -path '/proc/*' -not -path '/tmp/*'"))
                    .as("sockets, the engine's among them if it were there")
                    .isEqualTo("/run/certyn/link.sock\n");
        } finally {
            agent.remove();
        }
    }

    @Test
    void theNetworkOfASessionHoldsItsAgentAndTheProxyAndHasNoWayOut() throws Exception {
        var agent = start("one").agent();
        agent.bind(lease, List.of(), () -> true);
        try (var containers = new Containers()) {
            var container = containers.named(lease.toString());
            var network = containers.network(containers.networkOf(container));

            assertThat(network.getInternal()).isTrue();
            assertThat(network.getOptions())
                    .containsExactlyEntriesOf(
                            Map.of("com.docker.network.bridge.inhibit_ipv4", "true"));
            assertThat(network.getContainers().keySet())
                    .containsExactlyInAnyOrder(
                            container, containers.named(runner(directory) + "-egress"));
        } finally {
            agent.remove();
        }
    }

    /** What a host configuration says beyond what the engine says about every container. */
    private static Map<String, Object> given(HostConfig config) throws IOException {
        assertThat(config.getRestartPolicy().getName()).isIn("", "no");
        var text = ProtocolJson.MAPPER.writeValueAsString(config);
        var profile = ProtocolJson.MAPPER.writeValueAsString("seccomp=" + seccomp());
        var fields =
                ProtocolJson.MAPPER.readValue(text.replace(profile, "\"seccomp=ours\""), FIELDS);
        fields.keySet().removeAll(OF_THE_ENGINE);
        fields.values().removeIf(DockerExecutorIT::isNothing);
        return fields;
    }

    private static boolean isNothing(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isEmpty();
            case Boolean flag -> !flag;
            case Number number -> number.longValue() == 0;
            case Collection<?> several -> several.isEmpty();
            case Map<?, ?> fields -> fields.isEmpty();
            default -> false;
        };
    }

    private static String seccomp() throws IOException {
        try (var in = Hardening.class.getResourceAsStream("/seccomp.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void chromiumRunsInItsOwnSandbox() throws Exception {
        var agent = start("one").agent();
        agent.bind(lease, List.of(), () -> true);

        var commands = inside("cat /proc/[0-9]*/cmdline | tr '\\0' ' '");

        assertThat(commands).contains("--type=zygote").doesNotContain("--no-sandbox");
        agent.remove();
    }

    @Test
    void whatAnAgentWasRefusedIsKnownOnceItIsRemoved() throws Exception {
        var agent = start("one").agent();
        agent.bind(lease, List.of("http://shop.example"), () -> true);
        try (var containers = new Containers()) {
            containers.asksProxy(containers.named(lease.toString()), "CONNECT tracker.example:443");
        }
        assertThat(agent.denied()).isEmpty();

        agent.remove();

        assertThat(agent.denied())
                .containsExactly(new Denied("tracker.example:443", "not_an_origin", 1));
    }

    private String inside(String script) throws Exception {
        try (var containers = new Containers()) {
            return containers.inside(containers.named(lease.toString()), script);
        }
    }
}

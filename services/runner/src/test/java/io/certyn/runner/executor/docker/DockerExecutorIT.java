package io.certyn.runner.executor.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.sun.net.httpserver.HttpServer;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.ExecutorContract;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Needs a container engine with the images of deploy/images; skipped without, but never in CI. */
@EnabledIf("engineIsThere")
class DockerExecutorIT extends ExecutorContract {

    private static final String AGENT = "certyn/agent:local";
    private static final String RUNNER = "certyn/runner:local";

    static boolean engineIsThere() throws IOException {
        return "true".equals(System.getenv("CI"))
                || DockerExecutor.isAvailable(List.of(AGENT, RUNNER));
    }

    @Override
    protected Executor open() throws IOException {
        return DockerExecutor.open(
                new DockerExecutor.Setup(
                        "test" + Integer.toHexString(directory.hashCode()),
                        AGENT,
                        RUNNER,
                        directory,
                        List.of()));
    }

    @Override
    protected String printed() {
        return "";
    }

    @Test
    void anAgentHasNoPrivilegesAndWritesNowhereButToItsOwnMemory() throws Exception {
        var agent = start("one").agent();
        agent.bind(lease, List.of());

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

    @Test
    void chromiumRunsInItsOwnSandbox() throws Exception {
        var agent = start("one").agent();
        agent.bind(lease, List.of());

        var commands = inside("cat /proc/[0-9]*/cmdline | tr '\\0' ' '");

        assertThat(commands).contains("--type=zygote").doesNotContain("--no-sandbox");
        agent.remove();
    }

    @Test
    void anAgentReachesNothingButTheProxy() throws Exception {
        var host = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 4);
        host.start();
        var agent = start("one").agent();
        agent.bind(lease, List.of());
        try {
            var reached =
                    inside(
                            "for target in 169.254.169.254/80 1.1.1.1/443 172.17.0.1/PORT 172.18.0.1/PORT;"
                                            .replace(
                                                    "PORT",
                                                    Integer.toString(host.getAddress().getPort()))
                                    + " do timeout 2 bash -c \"echo > /dev/tcp/$target\""
                                    + " 2>/dev/null && echo reached $target; done; proxy=$(tr '\\0'"
                                    + " '\\n' < /proc/1/environ | sed -n"
                                    + " 's/^CERTYN_EGRESS=.*@//p'); timeout 2 bash -c \"echo >"
                                    + " /dev/tcp/${proxy%:*}/${proxy#*:}\" && echo reached proxy");

            assertThat(reached).isEqualTo("reached proxy\n");
        } finally {
            host.stop(0);
            agent.remove();
        }
    }

    private String inside(String script) throws Exception {
        try (var engine = Engine.connect()) {
            var container =
                    engine.calls()
                            .listContainersCmd()
                            .withNameFilter(List.of(lease.toString()))
                            .exec()
                            .getFirst()
                            .getId();
            var command =
                    engine.calls()
                            .execCreateCmd(container)
                            .withCmd("bash", "-c", script)
                            .withAttachStdout(true)
                            .exec()
                            .getId();
            var printed = new StringBuilder();
            engine.streams()
                    .execStartCmd(command)
                    .exec(
                            new ResultCallback.Adapter<Frame>() {
                                @Override
                                public void onNext(Frame frame) {
                                    printed.append(
                                            new String(frame.getPayload(), StandardCharsets.UTF_8));
                                }
                            })
                    .awaitCompletion(30, TimeUnit.SECONDS);
            return printed.toString();
        }
    }
}

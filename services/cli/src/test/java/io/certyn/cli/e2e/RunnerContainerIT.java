package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A runner as a customer starts it: one container by the documented command, in a network from
 * which only a proxy leads to the control plane, whose certificate a private authority signed.
 */
@ExtendWith(SharedStack.class)
class RunnerContainerIT {

    private static final String CONTROL_PLANE = "control.certyn.test";
    private static final String NAME = "certyn-runner-test";
    private static final String IMAGE = "certyn/runner:local";
    private static final String STATE = "/var/lib/certyn-runner";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    /** What the proxy was asked to lead to. */
    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

    @TempDir private static Path directory;
    private static Stack stack;
    private static String pool;
    private static Pipes proxy;
    private static InetAddress bridge;
    private static @Nullable Path state;

    @BeforeAll
    static void buildTheCustomersNetwork(Stack shared) throws Exception {
        Docker.isNeeded();
        stack = shared;
        bridge =
                NetworkInterface.getByName("docker0")
                        .inetAddresses()
                        .filter(Inet4Address.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        var tls =
                opened(
                        Pipes.start(
                                PrivateAuthority.of(directory, CONTROL_PLANE).listen(),
                                _ ->
                                        new Socket(
                                                InetAddress.getLoopbackAddress(),
                                                stack.api().getPort())));
        var listening = new ServerSocket();
        listening.bind(new InetSocketAddress(bridge, 0));
        proxy = opened(Pipes.start(listening, caller -> tunnel(caller, tls.port())));
        // Where agents in containers find what is on this machine's loopback.
        int shop = URI.create(stack.environment("local").path("baseUrl").asText()).getPort();
        opened(Pipes.toLoopback(bridge, shop, shop));
        pool = stack.unmannedEnvironment("customer");
        stack.post(
                "/api/v1/projects/demo-shop/environments",
                Map.of(
                        "slug",
                        "customer-east",
                        "baseUrl",
                        stack.environment("local").path("baseUrl").asText(),
                        "pool",
                        pool,
                        "runnerLabels",
                        Map.of("site", "east", "executor", "docker")));
    }

    @AfterAll
    static void takeItDown() throws Exception {
        try {
            if (state != null) {
                // In good order, so that its agents and networks go with it.
                Docker.ended("stop", "--time", "30", NAME);
                Docker.ended("rm", "--force", NAME);
                // The container's root wrote in there.
                Docker.run(
                        "run",
                        "--rm",
                        "-v",
                        state + ":/state",
                        "debian:bookworm-slim",
                        "find",
                        "/state",
                        "-mindepth",
                        "1",
                        "-delete");
                assertThat(containers()).as("agents and proxies that are left").isEmpty();
            }
        } finally {
            for (var open : OPEN) {
                open.close();
            }
        }
    }

    @Test
    void itRunsCasesInContainersAndKeepsItsIdentity() throws Exception {
        start();
        var joined = awaitRunner(_ -> true);
        assertThat(joined.path("state").asText()).isEqualTo("online");
        assertThat(joined.path("name").asText()).isEqualTo("runner-east-1");
        assertThat(joined.path("slots").asInt()).isEqualTo(2);

        var run =
                stack.finished(
                        stack.run(
                                        Map.of(
                                                "cases",
                                                List.of("BENCH-002"),
                                                "environment",
                                                "customer-east"))
                                .path("id")
                                .asText());

        assertThat(run.path("status").asText()).as(run + log()).isEqualTo("passed");
        var session =
                stack.get("/api/v1/runs/" + run.path("id").asText() + "/sessions")
                        .path("items")
                        .path(0);
        assertThat(session.path("runner").asText()).isEqualTo(joined.path("id").asText());
        assertThat(session.path("image").asText())
                .matches("certyn/agent:local@sha256:[0-9a-f]{64}");
        assertThat(stack.artifacts(run.path("id").asText())).isNotEmpty();
        assertThat(ASKED).containsExactly(CONTROL_PLANE + ":443");
        assertThat(Docker.run("port", NAME)).as("published ports").isEmpty();

        assertThat(log()).contains("key replaced");
        Docker.run("stop", "--time", "30", NAME);
        assertThat(Docker.run("inspect", "--format", "{{.State.ExitCode}}", NAME).strip())
                .as(log())
                .isEqualTo("0");
        assertThat(containers()).as("agents and proxies that are left").isEmpty();

        var restarted = Instant.now();
        Docker.run("start", NAME);
        assertThat(awaitRunner(seen -> seen.isAfter(restarted)).path("id").asText())
                .isEqualTo(joined.path("id").asText());
        assertThat(stack.get("/api/v1/runners?pool=" + pool).path("items")).hasSize(1);
    }

    /** The documented line, with the image built here, and what this network needs. */
    private static void start() throws Exception {
        var token = stack.registrationToken(pool);
        state = Files.createDirectories(directory.resolve("state"));
        Files.copy(directory.resolve("ca.pem"), state.resolve("ca.pem"));
        Docker.run(
                "run",
                "-d",
                "--name",
                NAME,
                "--restart",
                "unless-stopped",
                "-v",
                "/var/run/docker.sock:/var/run/docker.sock",
                "-v",
                state + ":" + STATE,
                "-e",
                "CONTROL_PLANE_URL=https://" + CONTROL_PLANE,
                "-e",
                "RUNNER_POOL_ID=" + pool,
                "-e",
                "REGISTRATION_TOKEN=" + token,
                "-e",
                "RUNNER_NAME=runner-east-1",
                "-e",
                "MAX_CONCURRENCY=2",
                "-e",
                "HTTPS_PROXY=http://" + bridge.getHostAddress() + ":" + proxy.port(),
                "-e",
                "CERTYN_RUNNER_CA_FILE=" + STATE + "/ca.pem",
                "-e",
                "CERTYN_RUNNER_LABELS=site=east",
                // Each start makes another key, which the next one then must be known by.
                "-e",
                "CERTYN_RUNNER_KEY_LIFE=0s",
                IMAGE);
    }

    /** The runner of the pool, once it was last seen at such a time. */
    private static JsonNode awaitRunner(Predicate<Instant> when) {
        return await().atMost(PATIENCE)
                .until(
                        () -> stack.get("/api/v1/runners?pool=" + pool).path("items").path(0),
                        runner ->
                                runner.hasNonNull("lastSeen")
                                        && when.test(
                                                Instant.parse(runner.path("lastSeen").asText())));
    }

    private static String log() throws IOException, InterruptedException {
        var log = Docker.ended("logs", NAME);
        return "\n" + log.output() + log.errors();
    }

    /** Of this runner, which is known by the machine's path of its state. */
    private static String containers() throws IOException, InterruptedException {
        var mark = SharedNothing.mark(Objects.requireNonNull(state));
        return Docker.run("ps", "--all", "--quiet", "--filter", "label=io.certyn.runner=" + mark);
    }

    /** What a proxy does with CONNECT: it leads to the control plane, whose name only it knows. */
    private static @Nullable Socket tunnel(Socket caller, int controlPlane) throws IOException {
        var target = target(caller);
        ASKED.add(target);
        if (!target.equals(CONTROL_PLANE + ":443")) {
            answer(caller, "403 Forbidden");
            return null;
        }
        answer(caller, "200 Connection established");
        return new Socket(InetAddress.getLoopbackAddress(), controlPlane);
    }

    private static void answer(Socket caller, String status) throws IOException {
        caller.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String target(Socket caller) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = caller.getInputStream().read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII).split(" ", 3)[1];
    }

    private static Pipes opened(Pipes pipes) {
        OPEN.add(pipes);
        return pipes;
    }
}

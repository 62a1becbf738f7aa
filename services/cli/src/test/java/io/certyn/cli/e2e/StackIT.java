package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One stack, used as its users use it. */
@ExtendWith(SharedStack.class)
class StackIT {

    private static final Map<String, Object> SLOW_CASE =
            Map.of("cases", List.of("E2E-SLOW"), "environment", "local");

    private static @Nullable Stack shared;

    @BeforeAll
    static void importCases(Stack stack) throws Exception {
        shared = stack;
        var fixture =
                Files.readString(
                        Cli.root()
                                .resolve("services/demo-shop/project/fixtures-cases")
                                .resolve("text-that-is-not-there.md"));
        stack.post(
                "/api/v1/projects/demo-shop/cases:import",
                List.of(
                        Map.of("path", "fixtures/text-that-is-not-there.md", "text", fixture),
                        Map.of("path", "fixtures/slow.md", "text", slowCase())));
    }

    private static Stack stack() {
        return Optional.ofNullable(shared).orElseThrow();
    }

    private static String slowCase() {
        return """
        ---
        key: E2E-SLOW
        title: A page that takes its time
        tags: [e2e]
        ---

        ## Steps
        - Go to "/"
        - Wait for 3 s
        - Go to "/about"
        - Wait for 3 s

        ## Expected
        - Expect "About us" heading visible
        """;
    }

    @Test
    void aFailingCaseIsFailedWithEvidenceAndOneEvent() throws Exception {
        var run = finished(Map.of("cases", List.of("FIX-001"), "environment", "local"));

        assertThat(run.path("status").asText()).isEqualTo("failed");
        assertThat(run.path("conclusion").asText()).isEqualTo("failure");
        assertThat(run.path("statusReason").asText()).isEqualTo("CASES_FAILED");
        EvidenceChecks.everySessionIsProven(stack(), run);
        assertThat(OutcomeTopic.finished(stack(), run.path("id").asText()))
                .singleElement()
                .satisfies(event -> assertThat(event.path("status").asText()).isEqualTo("failed"));
    }

    @Test
    void anUnreachableEnvironmentIsBlockedAndAnErrorOfTheRun() throws Exception {
        var pool = stack().environment("local").path("pool").asText();
        stack().post(
                        "/api/v1/projects/demo-shop/environments",
                        Map.of(
                                "slug", "unreachable",
                                "name", "Unreachable",
                                "baseUrl", "http://127.0.0.1:1",
                                "variables", Map.of(),
                                "pool", pool));

        var run = finished(Map.of("cases", List.of("FIX-001"), "environment", "unreachable"));

        assertThat(run.path("status").asText()).isEqualTo("error");
        assertThat(run.path("statusReason").asText()).isEqualTo("CASES_BLOCKED");
        assertThat(run.path("cases").get(0).path("outcome").asText()).isEqualTo("blocked");
        assertThat(run.path("cases").get(0).path("reason").asText())
                .isEqualTo("ENVIRONMENT_UNREACHABLE");
    }

    @Test
    void aKilledRunnerLosesNoRun() throws Exception {
        var created = stack().run(SLOW_CASE);
        var id = created.path("id").asText();
        stack().when(id, view -> lifecycle(view).equals("running"));

        stack().process("runner").destroyForcibly();

        var run = stack().finished(id);
        assertThat(run.path("status").asText()).as(run + stack().log("runner")).isEqualTo("passed");
        assertThat(run.path("cases").get(0).path("attempt").asInt()).isEqualTo(2);
        assertThat(OutcomeTopic.finished(stack(), id)).hasSize(1);
    }

    @Test
    void aCancelledRunStopsAndStaysCancelled() throws Exception {
        var id = stack().run(SLOW_CASE).path("id").asText();
        stack().when(id, view -> lifecycle(view).equals("running"));

        var cancel = stack().cli("cancel", id, "--reason", "changed my mind");

        assertThat(cancel.exit()).as(cancel.errors()).isZero();
        assertThat(stack().finished(id).path("status").asText()).isEqualTo("cancelled");
        assertThat(stack().cli("watch", id).exit()).isEqualTo(8);
        assertThat(stack().cli("cancel", id, "--reason", "again").exit()).isEqualTo(2);
    }

    @Test
    void aViewerSeesTheRunningSession() throws Exception {
        var id = stack().run(SLOW_CASE).path("id").asText();
        var running = stack().when(id, view -> lifecycle(view).equals("running"));
        var session = running.path("cases").get(0).path("session").asText();

        var ticket = stack().post("/api/v1/sessions/" + session + "/live-tickets", Map.of());
        var frames = new LinkedBlockingQueue<Frame>();
        var socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols("certyn.live.v1", "ticket." + ticket.path("ticket").asText())
                        .buildAsync(
                                URI.create(
                                        "ws://127.0.0.1:"
                                                + stack().api().getPort()
                                                + URI.create(ticket.path("wsUrl").asText())
                                                        .getPath()),
                                collecting(frames))
                        .join();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> next(frames).type() == FrameType.FRAME_JPEG);
        socket.abort();
        stack().finished(id);
    }

    @Test
    void dataSurvivesTheKillOfEveryPart() throws Exception {
        var id =
                finished(Map.of("cases", List.of("BENCH-002"), "environment", "local"))
                        .path("id")
                        .asText();

        for (var part :
                List.of(
                        "kafka",
                        "postgres",
                        "run-orchestrator",
                        "lease-broker",
                        "relay",
                        "artifact",
                        "console",
                        "demo-shop",
                        "runner")) {
            stack().process(part).destroyForcibly();
        }

        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(stack().get("/api/v1/runs/" + id).path("status").asText())
                                .isEqualTo("passed"));
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() ->
                        stack().send(
                                                "POST",
                                                "/api/v1/projects/demo-shop/runs",
                                                Map.of(
                                                        "cases",
                                                        List.of("BENCH-003"),
                                                        "environment",
                                                        "local"))
                                        .statusCode()
                                == 201);
        var newest = stack().get("/api/v1/projects/demo-shop/runs?limit=1").path("items").get(0);
        assertThat(stack().finished(newest.path("id").asText()).path("status").asText())
                .isEqualTo("passed");
    }

    private static JsonNode finished(Map<String, ?> selection) throws Exception {
        return stack().finished(stack().run(selection).path("id").asText());
    }

    private static String lifecycle(JsonNode run) {
        return run.path("cases").get(0).path("lifecycle").asText();
    }

    private static Frame next(LinkedBlockingQueue<Frame> frames) throws InterruptedException {
        var frame = frames.poll(20, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("nothing came");
        }
        return frame;
    }

    private static WebSocket.Listener collecting(LinkedBlockingQueue<Frame> frames) {
        var buffer = new java.io.ByteArrayOutputStream();
        return new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onBinary(
                    WebSocket socket, ByteBuffer part, boolean last) {
                var bytes = new byte[part.remaining()];
                part.get(bytes);
                buffer.writeBytes(bytes);
                if (last) {
                    try {
                        frames.add(Frame.decode(ByteBuffer.wrap(buffer.toByteArray())));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    buffer.reset();
                }
                socket.request(1);
                return null;
            }
        };
    }
}

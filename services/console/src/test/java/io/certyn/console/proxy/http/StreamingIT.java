package io.certyn.console.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.console.testing.Surroundings;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBackingServices(service = "console", kafka = false)
@QuarkusTestResource(Surroundings.class)
class StreamingIT {

    private static final int MEBIBYTE = 1024 * 1024;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @Test
    void anUploadOfFiftyMegabytesArrivesWhole() throws Exception {
        // Given
        var block = new byte[MEBIBYTE];
        new Random(7).nextBytes(block);
        var digest = MessageDigest.getInstance("SHA-256");
        IntStream.range(0, 50).forEach(_ -> digest.update(block));

        // When
        var answer = send("/upload/v1/grant", repeated(block, 50));

        // Then
        var heard = new JsonObject(answer.body());
        assertThat(heard.getString("part")).isEqualTo("artifact");
        assertThat(heard.getLong("bodyBytes")).isEqualTo(50L * MEBIBYTE);
        assertThat(heard.getString("bodySha256"))
                .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void aBodyOfKnownLengthKeepsIt() throws Exception {
        // When
        var answer = send("/upload/v1/grant", BodyPublishers.ofByteArray(new byte[3]));

        // Then
        var headers = new JsonObject(answer.body()).getJsonObject("headers");
        assertThat(headers.getString("content-length")).isEqualTo("3");
        assertThat(headers.containsKey("transfer-encoding")).isFalse();
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedUnread() throws Exception {
        // When
        var answer = send("/api/v1/projects", BodyPublishers.ofByteArray(new byte[11 * MEBIBYTE]));

        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("body-too-large");
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsCutOff() throws Exception {
        // When
        var answer = send("/api/v1/projects", repeated(new byte[MEBIBYTE], 11));

        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void aParkedRequestIsAnsweredWhenTheServiceDoes() throws Exception {
        // When
        var begin = System.nanoTime();
        var answer = get("/api/v1/runs/run_1?wait=3000");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.SECONDS.toNanos(3));
    }

    @Test
    void aLargeAnswerArrivesWhole() throws Exception {
        // When
        var answer = get("/api/v1/runs/run_1/logs?bytes=" + 30 * MEBIBYTE);

        // Then
        assertThat(answer.body()).hasSize(30 * MEBIBYTE);
    }

    @Test
    void anAnswerThatBreaksOffLooksBroken() {
        assertThatThrownBy(() -> get("/api/v1/runs/run_1/logs?break=1"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aWebSocketPassesWithSubprotocolAndLargeFrames() throws Exception {
        // Given
        var frame = new byte[MEBIBYTE];
        new Random(11).nextBytes(frame);
        var echo = new Echo();
        var socket =
                client.newWebSocketBuilder()
                        .subprotocols("certyn.live.v1", "ticket.abc")
                        .buildAsync(
                                URI.create(
                                        "ws://" + base().getAuthority() + "/relay/v1/view/ses_1"),
                                echo)
                        .get(10, TimeUnit.SECONDS);

        // When
        socket.sendBinary(ByteBuffer.wrap(frame), true).get(10, TimeUnit.SECONDS);

        // Then
        assertThat(socket.getSubprotocol()).isEqualTo("certyn.live.v1");
        assertThat(echo.whole.get(10, TimeUnit.SECONDS)).isEqualTo(frame);
        socket.sendClose(1000, "done").get(10, TimeUnit.SECONDS);
        assertThat(echo.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    private static URI base() {
        return URI.create("http://localhost:" + RestAssured.port + "/");
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request =
                HttpRequest.newBuilder(base().resolve(path))
                        .header("Authorization", "Bearer " + Surroundings.apiKey())
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String path, BodyPublisher body) throws Exception {
        var request =
                HttpRequest.newBuilder(base().resolve(path))
                        .header("Authorization", "Bearer " + Surroundings.apiKey())
                        .PUT(body)
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static BodyPublisher repeated(byte[] block, int times) {
        return BodyPublishers.ofInputStream(() ->
                new SequenceInputStream(
                        Collections.enumeration(
                                IntStream.range(0, times)
                                        .<InputStream>mapToObj(_ -> new ByteArrayInputStream(block))
                                        .toList())));
    }

    /** Collects one message. */
    private static final class Echo implements WebSocket.Listener {

        final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private byte[] heard = new byte[0];

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            var from = heard.length;
            heard = Arrays.copyOf(heard, from + data.remaining());
            data.get(heard, from, heard.length - from);
            if (last) {
                whole.complete(heard);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return CompletableFuture.completedStage(null);
        }
    }
}

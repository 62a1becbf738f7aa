package io.certyn.agent.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.certyn.protocol.ProtocolJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A raw connection to the browser's debugging port: sends commands, queues what comes back. */
final class DevTools implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_MESSAGE = 8 * 1024 * 1024;

    private final HttpClient client;
    private final WebSocket socket;
    private long id;

    private DevTools(HttpClient client, WebSocket socket) {
        this.client = client;
        this.socket = socket;
    }

    /** Where the browser listens, once it has said so in its profile below this directory. */
    static Optional<URI> address(Path directory) throws IOException {
        try (var profiles = Files.newDirectoryStream(directory, "*profile*")) {
            for (var profile : profiles) {
                var file = profile.resolve("DevToolsActivePort");
                if (Files.exists(file)) {
                    var lines = Files.readAllLines(file);
                    if (lines.size() >= 2) {
                        return Optional.of(
                                URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Connects; every message goes into the queue, and {@code end} once there are no more. */
    static DevTools connect(URI address, BlockingQueue<JsonNode> messages, JsonNode end)
            throws IOException {
        var client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        try {
            var socket =
                    client.newWebSocketBuilder()
                            .connectTimeout(CONNECT)
                            .buildAsync(address, new Inbox(messages, end))
                            .join();
            return new DevTools(client, socket);
        } catch (CompletionException e) {
            client.close();
            throw new IOException("no connection to the browser", e);
        }
    }

    /** Sends a command to a session of the browser, or to the browser itself. */
    long send(String method, ObjectNode parameters, @Nullable String session) {
        var message = ProtocolJson.MAPPER.createObjectNode();
        message.put("id", ++id).put("method", method).set("params", parameters);
        if (session != null) {
            message.put("sessionId", session);
        }
        socket.sendText(message.toString(), true).join();
        return id;
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    /** Puts fragments together. A browser that says more than we read is cut off. */
    private static final class Inbox implements WebSocket.Listener {

        private final BlockingQueue<JsonNode> messages;
        private final JsonNode end;
        private final StringBuilder message = new StringBuilder();

        Inbox(BlockingQueue<JsonNode> messages, JsonNode end) {
            this.messages = messages;
            this.end = end;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (message.length() > MAX_MESSAGE) {
                socket.abort();
                messages.offer(end);
                return null;
            }
            if (last) {
                try {
                    messages.put(ProtocolJson.MAPPER.readTree(message.toString()));
                } catch (JsonProcessingException _) {
                    messages.offer(end);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            messages.offer(end);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            messages.offer(end);
        }
    }
}

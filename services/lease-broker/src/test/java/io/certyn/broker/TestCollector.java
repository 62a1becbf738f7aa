package io.certyn.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is exported by OTLP over HTTP and shows it to who asks for the path. Texts stand in
 * protobuf messages as they are.
 */
public final class TestCollector implements QuarkusTestResourceLifecycleManager {

    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    private final Map<String, String> received = new ConcurrentHashMap<>();
    private @Nullable HttpServer server;

    /** Everything that came for a path, in a test of the application that sends it. */
    static String received(String path) throws IOException {
        var endpoint = ConfigProvider.getConfig().getValue(ENDPOINT, String.class);
        try (var shown = URI.create(endpoint + path).toURL().openStream()) {
            return new String(shown.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            var started =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            started.createContext("/", this::answer);
            started.start();
            server = started;
            return Map.of(
                    "quarkus.otel.sdk.disabled",
                    "false",
                    ENDPOINT,
                    "http://127.0.0.1:" + started.getAddress().getPort(),
                    "quarkus.otel.metric.export.interval",
                    "500ms",
                    "quarkus.otel.bsp.schedule.delay",
                    "200ms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readAllBytes();
            received.merge(path, new String(body, StandardCharsets.ISO_8859_1), String::concat);
            var shown =
                    exchange.getRequestMethod().equals("GET")
                            ? received.getOrDefault(path, "").getBytes(StandardCharsets.ISO_8859_1)
                            : new byte[0];
            exchange.sendResponseHeaders(200, shown.length == 0 ? -1 : shown.length);
            exchange.getResponseBody().write(shown);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}

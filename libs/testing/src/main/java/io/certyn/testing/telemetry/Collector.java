package io.certyn.testing.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Receives OTLP over HTTP and keeps it by path, {@code /v1/metrics} or {@code /v1/traces}; shows it
 * to who gets the path. Texts stand in protobuf messages as they are.
 */
public final class Collector implements AutoCloseable {

    private final Map<String, String> received = new ConcurrentHashMap<>();
    private final HttpServer server;

    private Collector(HttpServer server) {
        this.server = server;
    }

    public static Collector start() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        var collector = new Collector(server);
        server.createContext("/", collector::answer);
        server.start();
        return collector;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Everything that came for a path. */
    public String received(String path) {
        return received.getOrDefault(path, "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readAllBytes();
            received.merge(path, new String(body, StandardCharsets.ISO_8859_1), String::concat);
            var shown =
                    exchange.getRequestMethod().equals("GET")
                            ? received(path).getBytes(StandardCharsets.ISO_8859_1)
                            : new byte[0];
            exchange.sendResponseHeaders(200, shown.length == 0 ? -1 : shown.length);
            exchange.getResponseBody().write(shown);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

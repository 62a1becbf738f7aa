package io.certyn.cli.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A web application under test that a case visits from stop to stop, three seconds at each, and
 * that knows one browser from another.
 */
final class Track implements AutoCloseable {

    /** A visit of a browser to a stop. */
    record Visit(String browser, String stop) {}

    private final HttpServer server;
    private final List<Visit> visits = new CopyOnWriteArrayList<>();

    Track() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::answer);
        server.start();
    }

    static String caseOf(String key, int stops) {
        var steps =
                IntStream.rangeClosed(1, stops)
                        .mapToObj(stop -> "- Go to \"/" + stop + "\"\n- Wait for 3 s\n")
                        .collect(Collectors.joining());
        return """
        ---
        key: %s
        title: Visits one stop after the other
        tags: [track]
        ---

        ## Steps
        %s
        ## Expected
        - Expect "Stop %d" heading visible
        """
                .formatted(key, steps, stops);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** In the order in which they came. */
    List<Visit> visits() {
        return List.copyOf(visits);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var stop = exchange.getRequestURI().getPath().substring(1);
            if (!stop.matches("\\d+")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var known = exchange.getRequestHeaders().getFirst("Cookie");
            var browser = known == null ? "browser=" + UUID.randomUUID() : known;
            visits.add(new Visit(browser, stop));
            exchange.getResponseHeaders().set("Set-Cookie", browser);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            var page =
                    "<!doctype html><title>Track</title><h1>Stop %s</h1>"
                            .formatted(stop)
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.certyn.cli.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A web application under test whose page asks for a signal twice a second, so that it is known
 * which browser is there and when. It is red for the first browser that comes for a case, until
 * that is released, and green for every later one.
 */
final class Track implements AutoCloseable {

    /** A browser, of a case, asked for the page or the signal. */
    record Visit(String key, String browser) {}

    private static final String PAGE =
            """
            <!doctype html><title>Track</title><h1>Track</h1><p id="signal">Red</p>
            <script>
            const look = async () => {
              const answer = await fetch(location.pathname + '/signal');
              document.getElementById('signal').textContent = await answer.text();
            };
            look();
            setInterval(look, 500);
            </script>
            """;

    private final HttpServer server;
    private final List<Visit> visits = new CopyOnWriteArrayList<>();

    /** By case; both are touched by the server's only thread and by tests. */
    private final Map<String, String> first = new HashMap<>();

    private final Set<String> released = new HashSet<>();

    Track(InetAddress address) throws IOException {
        server = HttpServer.create(new InetSocketAddress(address, 0), 16);
        server.createContext("/", this::answer);
        server.start();
    }

    static String caseOf(String key) {
        return """
        ---
        key: %s
        title: Waits for the signal
        tags: [track]
        ---

        ## Steps
        - Go to "/%s"
        - Wait for "Green" within 60 s

        ## Expected
        - Expect "Track" heading visible
        """
                .formatted(key, key);
    }

    String url() {
        return "http://"
                + server.getAddress().getHostString()
                + ":"
                + server.getAddress().getPort();
    }

    /** Those of one case, in the order in which they came. */
    List<String> browsers(String key) {
        return visits.stream()
                .filter(visit -> visit.key().equals(key))
                .map(Visit::browser)
                .toList();
    }

    synchronized void release(List<String> keys) {
        released.addAll(keys);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var words = exchange.getRequestURI().getPath().split("/", -1);
            var key = words[1];
            if (!key.matches("TRACK-\\d+")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var known = exchange.getRequestHeaders().getFirst("Cookie");
            var browser = known == null ? "browser=" + UUID.randomUUID() : known;
            visits.add(new Visit(key, browser));
            boolean isGreen = note(key, browser);
            exchange.getResponseHeaders().set("Set-Cookie", browser + "; path=/");
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            var text = words.length == 2 ? PAGE : isGreen ? "Green" : "Red";
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized boolean note(String key, String browser) {
        var isFirst = first.computeIfAbsent(key, _ -> browser).equals(browser);
        return !isFirst || released.contains(key);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

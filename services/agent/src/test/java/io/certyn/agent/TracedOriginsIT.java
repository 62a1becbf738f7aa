package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.certyn.protocol.Assignment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The application's own spans join the run's trace, where its owner asked for that. */
class TracedOriginsIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    /** An application that remembers what each path was told. */
    private static final class Application implements AutoCloseable {

        private final HttpServer server;
        private final Map<String, String> told = new ConcurrentHashMap<>();
        private volatile String page = "";

        Application() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                told.put(
                        exchange.getRequestURI().getPath(),
                        String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
                var body = page.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }

        /** What came with the last request for a path: "null" for one that was told nothing. */
        String told(String path) {
            return told.getOrDefault(path, "never asked for");
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void requestsToTracedOriginsNameTheRunAndTheStepAndNoOthersDo() throws Exception {
        try (var traced = new Application();
                var other = new Application()) {
            // Given
            traced.page =
                    "<button onclick=\"fetch('/bought').then(() => out.textContent ="
                            + " 'Bought')\">Buy</button><p id=out></p><script>fetch('"
                            + other.url()
                            + "/counted').then(() => done.textContent = 'Counted')</script>"
                            + "<p id=done></p>";
            var testCase =
                    TestAgent.oneCase(
                            "traced",
                            List.of("Go to /", "Click \"Buy\""),
                            List.of("Expect \"Bought\" visible", "Expect \"Counted\" visible"));

            // When
            try (var agent = TestAgent.start(assignment(traced, other, testCase))) {
                assertThat(agent.result().outcome()).as("%s", agent.result()).isEqualTo("passed");
            }

            // Then
            assertThat(traced.told("/")).matches("00-" + TRACE + "-[0-9a-f]{12}0001-01");
            assertThat(traced.told("/bought"))
                    .isEqualTo(traced.told("/").replace("0001-01", "0002-01"));
            assertThat(other.told("/counted")).isEqualTo("null");
        }
    }

    private static Assignment assignment(
            Application traced, Application other, Assignment.Case testCase) {
        var usual =
                TestAgent.assignment(
                        traced.url(), List.of(testCase), Map.of(), TestAgent.budgets());
        return new Assignment(
                usual.run(),
                usual.session(),
                usual.tenant(),
                usual.project(),
                usual.mode(),
                usual.cases(),
                new Assignment.Environment(
                        "env_test",
                        "test",
                        traced.url(),
                        List.of(other.url()),
                        false,
                        Map.of(),
                        List.of(),
                        new Assignment.Tracing(TRACE, List.of(traced.url()))),
                usual.wiki(),
                usual.viewport(),
                usual.locale(),
                usual.timeZone(),
                usual.gpu(),
                usual.budgets());
    }
}

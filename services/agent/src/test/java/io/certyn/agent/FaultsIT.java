package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.trace.Replay;
import io.certyn.protocol.trace.ReplayedCase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What breaks around a case decides whose matter it is: never the wrong party's. */
class FaultsIT {

    private static final String HERE = "<p>Here</p>";

    /** Answers badly, in one way for each path. */
    private static final class BrokenSite implements AutoCloseable {

        private final HttpServer server;
        private final CountDownLatch over = new CountDownLatch(1);

        BrokenSite() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> page(exchange, 200, HERE));
            server.createContext("/unavailable", exchange -> page(exchange, 503, HERE));
            server.createContext("/missing", exchange -> page(exchange, 404, "<p>Gone</p>"));
            server.createContext("/hangs", this::hang);
            server.createContext("/cut", HttpExchange::close);
            server.createContext("/endless", this::endless);
            server.createContext(
                    "/loading", exchange -> page(exchange, 200, HERE + "<img src=/hangs>"));
            server.createContext(
                    "/dialogs",
                    exchange ->
                            page(
                                    exchange,
                                    200,
                                    HERE
                                            + "<script>setTimeout(() => {"
                                            + "for (let i = 0; i < 1000; i++) alert(i) })"
                                            + "</script>"));
            server.start();
        }

        private static void page(HttpExchange exchange, int status, String body)
                throws IOException {
            try (exchange) {
                var bytes = ("<!doctype html>" + body).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }

        private void hang(HttpExchange exchange) {
            try (exchange) {
                over.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        /** A document that begins and does not end. */
        private void endless(HttpExchange exchange) throws IOException {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<!doctype html>".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            hang(exchange);
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            over.countDown();
            server.stop(0);
        }
    }

    /**
     * @param verdict outcome and reason
     */
    private record Fault(String key, String address, String verdict) {

        /** A thousand dialogs take their time, each answered by itself. */
        private String time() {
            return key.equals("dialogs") ? " within 60 s" : " within 5 s";
        }

        String step() {
            return "Go to " + address + time();
        }

        String expected() {
            return "Expect \"Here\" visible" + time();
        }
    }

    private static List<Fault> faults(int port) {
        return List.of(
                new Fault("fine", "/", "passed"),
                new Fault(
                        "no-such-host",
                        "http://nowhere.invalid/",
                        "blocked ENVIRONMENT_UNREACHABLE"),
                new Fault("refused", "http://127.0.0.1:1/", "blocked ENVIRONMENT_UNREACHABLE"),
                new Fault(
                        "no-tls",
                        "https://127.0.0.1:" + port + "/",
                        "blocked ENVIRONMENT_UNREACHABLE"),
                new Fault("hangs", "/hangs", "blocked ENVIRONMENT_UNREACHABLE"),
                new Fault("cut", "/cut", "blocked ENVIRONMENT_UNREACHABLE"),
                new Fault("endless", "/endless", "blocked ENVIRONMENT_UNREACHABLE"),
                new Fault("unavailable", "/unavailable", "failed SERVER_ERROR"),
                new Fault("missing", "/missing", "failed EXPECTATION_FALSE"),
                new Fault("loading", "/loading", "passed"),
                new Fault("dialogs", "/dialogs", "passed"),
                new Fault("elsewhere", "http://elsewhere.invalid/", "blocked NAVIGATION_DENIED"));
    }

    private static Assignment assignment(String url, List<Fault> faults, int port) {
        var cases =
                faults.stream()
                        .map(fault ->
                                TestAgent.oneCase(
                                        fault.key(),
                                        List.of(fault.step()),
                                        List.of(fault.expected())))
                        .toList();
        var usual =
                TestAgent.assignment(
                        url, cases, Map.of(), new Assignment.Budgets(1_000, 600_000, 3_000, 5_000));
        var environment =
                new Assignment.Environment(
                        "env_test",
                        "test",
                        url,
                        List.of(
                                "http://nowhere.invalid",
                                "http://127.0.0.1:1",
                                "https://127.0.0.1:" + port),
                        false,
                        Map.of(),
                        List.of());
        return new Assignment(
                usual.run(),
                usual.session(),
                usual.tenant(),
                usual.project(),
                usual.mode(),
                cases,
                environment,
                usual.wiki(),
                usual.viewport(),
                usual.locale(),
                usual.timeZone(),
                usual.gpu(),
                usual.budgets());
    }

    @Test
    void everyFaultIsClassifiedAndItsTraceSaysTheSame() throws Exception {
        try (var site = new BrokenSite()) {
            // Given
            var faults = faults(site.port());
            var url = "http://127.0.0.1:" + site.port();

            // When
            try (var agent = TestAgent.start(assignment(url, faults, site.port()))) {
                var found = new LinkedHashMap<String, String>();
                for (var result : agent.link().results()) {
                    found.put(
                            result.key(),
                            result.reason() == null
                                    ? result.outcome()
                                    : result.outcome() + " " + result.reason());
                }

                // Then
                var expected =
                        faults.stream().collect(Collectors.toMap(Fault::key, Fault::verdict));
                assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
                assertThat(
                                Replay.of(agent.link().trace()).stream()
                                        .collect(
                                                Collectors.toMap(
                                                        ReplayedCase::key,
                                                        one -> one.recomputed().shown())))
                        .isEqualTo(expected);
            }
        }
    }
}

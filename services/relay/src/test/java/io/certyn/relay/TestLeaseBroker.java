package io.certyn.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.certyn.ids.TenantId;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The part of a lease-broker that the relay talks to: one running session, and a memory. */
public final class TestLeaseBroker implements QuarkusTestResourceLifecycleManager {

    static final TenantId TENANT = new TenantId(new UUID(0, 7));
    static final String LIVE = "ses_00000000000000000000000001";
    static final String UNWATCHABLE = "ses_00000000000000000000000003";
    static final String MOVED = "ses_00000000000000000000000004";
    static final String QUEUED = "ses_00000000000000000000000002";

    /** Bodies of the requests to open a stream. */
    static final BlockingQueue<String> OPENED = new LinkedBlockingQueue<>();

    /** Bodies of what was told of refusals. */
    static final BlockingQueue<String> REFUSED = new LinkedBlockingQueue<>();

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            var http =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/internal/v1/sessions/" + LIVE, TestLeaseBroker::live);
            http.createContext(
                    "/internal/v1/sessions/" + UNWATCHABLE,
                    exchange -> answer(exchange, 200, session(UNWATCHABLE, "\"They are off.\"")));
            http.createContext(
                    "/internal/v1/sessions/" + MOVED + "/refused-epochs",
                    exchange -> take(exchange, REFUSED));
            http.createContext("/", exchange -> answer(exchange, 404, "{}"));
            http.start();
            server = http;
            return Map.of(
                    "certyn.proxy.lease-broker-url",
                    "http://127.0.0.1:" + http.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void live(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            take(exchange, OPENED);
        } else {
            answer(exchange, 200, session(LIVE, "null"));
        }
    }

    private static void take(HttpExchange exchange, BlockingQueue<String> bodies)
            throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, 202, "{}");
    }

    private static String session(String id, String watchRefusal) {
        return """
        {"session":"%s","run":"run_00000000000000000000000001","tenant":"%s",
         "epoch":1,"state":"running","runner":"rnr_00000000000000000000000001",
         "watchRefusal":%s}
        """
                .formatted(id, TENANT, watchRefusal);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}

package io.certyn.runner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** Says over HTTP whether this runner lives and whether it hears its control plane. */
final class Health implements AutoCloseable {

    private final HttpServer server;

    private Health(HttpServer server) {
        this.server = server;
    }

    static Health serve(InetSocketAddress address, BooleanSupplier alive, BooleanSupplier ready)
            throws IOException {
        var server = HttpServer.create(address, 16);
        server.createContext("/healthz", exchange -> answer(exchange, alive.getAsBoolean()));
        server.createContext("/readyz", exchange -> answer(exchange, ready.getAsBoolean()));
        server.start();
        return new Health(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, boolean well) throws IOException {
        try (exchange) {
            var body =
                    (well ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(well ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

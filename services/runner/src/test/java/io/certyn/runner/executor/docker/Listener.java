package io.certyn.runner.executor.docker;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A server on every address of this machine, which answers anything with 204. */
final class Listener implements AutoCloseable {

    private final HttpServer server;

    Listener() throws IOException {
        server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 16);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

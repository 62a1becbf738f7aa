package io.certyn.runner.executor.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry with one image of one empty layer, which engines on this machine may pull plainly. */
final class TestRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    /** A tar archive of nothing. */
    private static final byte[] LAYER = new byte[1024];

    private final HttpServer server;
    private final byte[] config;
    private final byte[] manifest;
    private final Map<String, byte[]> blobs;

    /** Whether its layer cannot be had any more. */
    volatile boolean layerLost;

    /** How often the manifest was asked for by its tag. */
    final AtomicInteger pulls = new AtomicInteger();

    private TestRegistry(HttpServer server) {
        this.server = server;
        this.config =
                """
                {"architecture":"amd64","os":"linux","config":{},
                 "rootfs":{"type":"layers","diff_ids":["%s"]},
                 "history":[{"created":"2026-01-01T00:00:00Z"}]}
                """
                        .formatted(digest(LAYER))
                        .getBytes(StandardCharsets.UTF_8);
        this.manifest =
                """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.docker.container.image.v1+json",
                           "size":%d,"digest":"%s"},
                 "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar",
                            "size":%d,"digest":"%s"}]}
                """
                        .formatted(
                                MANIFEST,
                                config.length,
                                digest(config),
                                LAYER.length,
                                digest(LAYER))
                        .getBytes(StandardCharsets.UTF_8);
        this.blobs = Map.of(digest(config), config, digest(LAYER), LAYER);
    }

    static TestRegistry start() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        var registry = new TestRegistry(server);
        server.createContext("/", registry::answer);
        server.start();
        return registry;
    }

    /** Its one image, by this tag. */
    String image(String tag) {
        return "127.0.0.1:" + server.getAddress().getPort() + "/certyn/agent:" + tag;
    }

    String digest() {
        return digest(manifest);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var name = path.substring(path.lastIndexOf('/') + 1);
            if (path.equals("/v2/")) {
                send(exchange, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            } else if (path.contains("/manifests/")
                    && (name.startsWith("v") || name.equals(digest()))) {
                if (name.startsWith("v") && exchange.getRequestMethod().equals("HEAD")) {
                    pulls.incrementAndGet();
                }
                exchange.getResponseHeaders().set("Docker-Content-Digest", digest());
                send(exchange, MANIFEST, manifest);
            } else if (name.equals(digest(LAYER)) && layerLost) {
                exchange.sendResponseHeaders(500, -1);
            } else if (blobs.containsKey(name)) {
                send(exchange, "application/octet-stream", blobs.get(name));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

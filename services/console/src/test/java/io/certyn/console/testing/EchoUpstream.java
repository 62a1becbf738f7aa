package io.certyn.console.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A service that answers with what it was asked: part, method, path, headers, and the length and
 * hash of the body. {@code ?wait=} answers later, {@code ?bytes=} with that many bytes, {@code
 * ?break=} breaks off. It tries to set a cookie each time.
 */
final class EchoUpstream {

    private static final int LARGEST_FRAME = 2 * 1024 * 1024;
    private static final Buffer BLOCK = Buffer.buffer(new byte[64 * 1024]);

    private final Vertx vertx;
    private final String part;

    private EchoUpstream(Vertx vertx, String part) {
        this.vertx = vertx;
        this.part = part;
    }

    static HttpServer start(Vertx vertx, String part) {
        var upstream = new EchoUpstream(vertx, part);
        var options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .addWebSocketSubProtocol("certyn.live.v1")
                        .setMaxWebSocketFrameSize(LARGEST_FRAME)
                        .setMaxWebSocketMessageSize(LARGEST_FRAME);
        return vertx.createHttpServer(options)
                .webSocketHandler(EchoUpstream::echo)
                .requestHandler(upstream::answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void echo(ServerWebSocket socket) {
        socket.binaryMessageHandler(socket::writeBinaryMessage);
    }

    private void answer(HttpServerRequest request) {
        var wait = request.getParam("wait");
        if (request.getParam("break") != null) {
            request.response()
                    .putHeader("Content-Length", "1000")
                    .write("part of it")
                    .onComplete(_ -> request.connection().close());
        } else if (request.getParam("bytes") != null) {
            send(request, Integer.parseInt(request.getParam("bytes")));
        } else {
            var digest = sha256();
            var length = new long[1];
            request.handler(chunk -> {
                digest.update(chunk.getBytes());
                length[0] += chunk.length();
            });
            request.endHandler(_ -> {
                var body = described(request, length[0], HexFormat.of().formatHex(digest.digest()));
                if (wait == null || wait.equals("0")) {
                    reply(request, body);
                } else {
                    vertx.setTimer(Long.parseLong(wait), _ -> reply(request, body));
                }
            });
        }
    }

    private void reply(HttpServerRequest request, JsonObject body) {
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("ETag", "\"v7\"")
                .putHeader("Set-Cookie", "certyn=planted; Path=/")
                .putHeader("X-Request-Id", "of-the-upstream")
                .end(body.toBuffer());
    }

    private static void send(HttpServerRequest request, int bytes) {
        var response = request.response().setChunked(true);
        for (int sent = 0; sent < bytes; sent += BLOCK.length()) {
            response.write(BLOCK.slice(0, Math.min(BLOCK.length(), bytes - sent)));
        }
        response.end();
    }

    private JsonObject described(HttpServerRequest request, long length, String hash) {
        var headers = new JsonObject();
        request.headers()
                .forEach(header ->
                        headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return new JsonObject()
                .put("part", part)
                .put("method", request.method().name())
                .put("uri", request.uri())
                .put("headers", headers)
                .put("bodyBytes", length)
                .put("bodySha256", hash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.certyn.console.testing;

import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;

/**
 * Runs, steps, pictures and a live session of the shape that the services give them, so that the
 * page can be looked at without a single service. For people and screenshots, not for tests.
 */
final class PretendServices {

    private final Vertx vertx;
    private final PretendRuns runs = new PretendRuns(Instant.now());

    PretendServices(Vertx vertx) {
        this.vertx = vertx;
    }

    int start() {
        return vertx.createHttpServer(
                        new HttpServerOptions()
                                .setHost("127.0.0.1")
                                .setPort(0)
                                .addWebSocketSubProtocol("certyn.live.v1"))
                .requestHandler(router())
                .webSocketHandler(this::live)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private Router router() {
        var router = Router.router(vertx);
        router.get("/api/v1/projects").handler(c -> reply(c, list(runs.projects())));
        router.get("/api/v1/projects/empty/runs").handler(c -> reply(c, list(new JsonArray())));
        router.get("/api/v1/projects/:p/runs")
                .handler(c -> reply(c, list(runs.list(c.request().getParam("status")))));
        router.get("/api/v1/runs/:id").handler(this::run);
        router.get("/api/v1/runs/:id/artifacts")
                .handler(c -> reply(c, list(runs.artifacts(c.pathParam("id")))));
        router.get("/api/v1/sessions/:id").handler(c -> reply(c, runs.session(c.pathParam("id"))));
        router.get("/api/v1/sessions/:id/steps")
                .handler(c -> reply(c, list(runs.steps(c.pathParam("id")))));
        router.get("/api/v1/artifacts/:id/content").handler(PretendServices::picture);
        router.post("/api/v1/sessions/:id/live-tickets").handler(PretendServices::ticket);
        return router;
    }

    private static void picture(RoutingContext context) {
        var number = Integer.parseInt(context.pathParam("id").substring("art_".length()));
        context.response()
                .putHeader("Content-Type", "image/jpeg")
                .end(Buffer.buffer(PretendPictures.shop(number)));
    }

    private static void ticket(RoutingContext context) {
        var ticket = new JsonObject().put("wsUrl", "/relay/v1/view/x").put("ticket", "t");
        context.response().setStatusCode(201).end(ticket.toBuffer());
    }

    private void run(RoutingContext context) {
        var request = context.request();
        var run = runs.one(context.pathParam("id"));
        if (run.isEmpty()) {
            request.response()
                    .setStatusCode(404)
                    .putHeader("Content-Type", "application/problem+json")
                    .end(
                            new JsonObject()
                                    .put("type", "/problems/not-found")
                                    .put("title", "There is no such run")
                                    .put("status", 404)
                                    .put("code", "not-found")
                                    .put("requestId", "0199-42")
                                    .toBuffer());
            return;
        }
        if (request.getHeader("If-None-Match") != null) {
            vertx.setTimer(
                    Duration.ofSeconds(25).toMillis(),
                    _ -> request.response().setStatusCode(304).end());
            return;
        }
        reply(context, run);
    }

    /** Ten pictures a second, each after the last one was acknowledged. */
    private void live(ServerWebSocket socket) {
        var seq = new long[] {0};
        var meta =
                new JsonObject()
                        .put("url", "http://demo-shop.certyn.localhost:4100/cart")
                        .put("title", "Your cart")
                        .put("width", 1280)
                        .put("height", 720);
        socket.writeBinaryMessage(
                Buffer.buffer(Frame.text(FrameType.META, 0, meta.encode()).encode().array()));
        for (var step : runs.liveSteps()) {
            socket.writeBinaryMessage(
                    Buffer.buffer(
                            Frame.text(FrameType.STEP, 1, ((JsonObject) step).encode())
                                    .encode()
                                    .array()));
        }
        Runnable next =
                () -> {
                    var frame =
                            new Frame(
                                    FrameType.FRAME_JPEG,
                                    0,
                                    seq[0]++,
                                    System.currentTimeMillis() * 1000,
                                    1280,
                                    720,
                                    PretendPictures.shop((int) (seq[0] % 40)));
                    socket.writeBinaryMessage(Buffer.buffer(frame.encode().array()));
                };
        socket.binaryMessageHandler(_ -> vertx.setTimer(100, _ -> next.run()));
        next.run();
    }

    private static JsonObject list(JsonArray items) {
        return new JsonObject()
                .put("items", items)
                .put("page", new JsonObject().put("hasMore", false));
    }

    private static void reply(RoutingContext context, JsonObject body) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("ETag", "\"v" + body.getLong("version", 1L) + "\"")
                .end(body.toBuffer());
    }
}

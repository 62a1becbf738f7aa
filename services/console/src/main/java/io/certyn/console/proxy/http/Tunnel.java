package io.certyn.console.proxy.http;

import io.certyn.problem.rest.ProblemAnswer;
import io.certyn.problem.rest.RequestId;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * A WebSocket passed through byte for byte. The frames are not looked at: the limits of sizes and
 * credits hold between the ends, and a slow viewer slows the relay instead of filling our memory.
 */
final class Tunnel {

    private static final Logger LOG = Logger.getLogger(Tunnel.class);

    private final RoutingContext context;
    private final HttpServerRequest in;
    private final Passage passage;

    private Tunnel(RoutingContext context, Passage passage) {
        this.context = context;
        this.in = context.request();
        this.passage = passage;
    }

    static boolean isAskedFor(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    static void begin(RoutingContext context, Passage passage) {
        var tunnel = new Tunnel(context, passage);
        // An upgrade has no body, and its end must have been read before the socket is ours.
        tunnel.in.resume();
        passage.open().onSuccess(tunnel::send).onFailure(tunnel::failed);
    }

    private void send(HttpClientRequest out) {
        CopiedHeaders.inwards(in.headers(), out.headers());
        passage.mark(context, out.headers());
        out.headers().set("Connection", "Upgrade").set("Upgrade", "websocket");
        out.connect().onSuccess(this::answer).onFailure(this::failed);
    }

    private void answer(HttpClientResponse answer) {
        var response = context.response();
        if (response.closed()) {
            answer.request().reset();
            return;
        }
        CopiedHeaders.outwards(answer.headers(), response.headers());
        if (answer.statusCode() != 101) {
            response.setStatusCode(answer.statusCode());
            if (answer.getHeader("Content-Length") == null) {
                response.setChunked(true);
            }
            answer.pipe().endOnFailure(false).to(response).onFailure(_ -> response.reset());
            return;
        }
        response.headers().set("Connection", "Upgrade").set("Upgrade", "websocket");
        var up = answer.netSocket().pause();
        in.toNetSocket().onSuccess(down -> join(down, up)).onFailure(_ -> up.close());
    }

    /** When one side ends, so does the other. */
    private static void join(NetSocket down, NetSocket up) {
        down.pipeTo(up).onComplete(_ -> up.close());
        up.pipeTo(down).onComplete(_ -> down.close());
    }

    private void failed(Throwable cause) {
        LOG.warnf(
                "tunnel could not be opened part=%s requestId=%s cause=%s: %s",
                passage.part().wire(),
                RequestId.of(context),
                cause.getClass().getSimpleName(),
                cause.getMessage());
        if (!context.response().closed()) {
            ProblemAnswer.end(context, passage.problem(cause, true));
        }
    }
}

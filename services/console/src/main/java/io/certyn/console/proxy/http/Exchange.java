package io.certyn.console.proxy.http;

import io.certyn.problem.Problem;
import io.certyn.problem.rest.ProblemAnswer;
import io.certyn.problem.rest.RequestId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One request passed on to a service and its answer passed back, both as streams: no more than the
 * write queues are held, and whichever side is slow slows the other.
 */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final Set<HttpMethod> REPEATABLE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);

    private final RoutingContext context;
    private final HttpServerRequest in;
    private final Passage passage;
    private long received;
    private boolean refused;

    private Exchange(RoutingContext context, Passage passage) {
        this.context = context;
        this.in = context.request();
        this.passage = passage;
    }

    /** Passes the request on; the request must not have been read. */
    static void begin(RoutingContext context, Passage passage) {
        var exchange = new Exchange(context, passage);
        exchange.in.pause();
        if (exchange.declaredLength() > passage.maxBodyBytes()) {
            exchange.refuseBody();
            return;
        }
        passage.open().onSuccess(exchange::send).onFailure(exchange::failed);
    }

    private void send(HttpClientRequest out) {
        if (context.response().closed()) {
            out.reset();
            return;
        }
        context.addEndHandler(end -> {
            if (end.failed()) {
                out.reset();
            }
        });
        CopiedHeaders.inwards(in.headers(), out.headers());
        passage.mark(context, out.headers());
        out.response().onSuccess(this::answer).onFailure(this::failed);
        if (hasBody()) {
            stream(out);
        } else {
            // What goes wrong arrives with the answer.
            out.exceptionHandler(_ -> {});
            in.resume();
            out.end();
        }
    }

    private void stream(HttpClientRequest out) {
        out.setChunked(declaredLength() < 0);
        in.handler(chunk -> pass(chunk, out));
        in.endHandler(_ -> {
            if (!refused) {
                out.end();
            }
        });
        in.exceptionHandler(_ -> out.reset());
        // The service answered early or went away: what still comes is read and dropped, so that
        // the client gets to the answer.
        out.exceptionHandler(_ -> in.handler(_ -> {}).resume());
        in.resume();
    }

    private void pass(Buffer chunk, HttpClientRequest out) {
        received += chunk.length();
        if (refused) {
            return;
        }
        if (received > passage.maxBodyBytes()) {
            // Refused first: the reset looks like a failure of the service.
            refuseBody();
            out.reset();
            return;
        }
        out.write(chunk);
        if (out.writeQueueFull()) {
            in.pause();
            out.drainHandler(_ -> in.resume());
        }
    }

    private void answer(HttpClientResponse answer) {
        var response = context.response();
        if (refused || response.headWritten() || response.closed()) {
            answer.request().reset();
            return;
        }
        response.setStatusCode(answer.statusCode());
        CopiedHeaders.outwards(answer.headers(), response.headers());
        if (hasNoBody(answer)) {
            response.end();
            return;
        }
        if (answer.getHeader("Content-Length") == null && in.version() != HttpVersion.HTTP_2) {
            response.setChunked(true);
        }
        // A cut answer must look cut, not complete.
        answer.pipe().endOnFailure(false).to(response).onFailure(_ -> response.reset());
    }

    private void failed(Throwable cause) {
        if (refused || context.response().headWritten() || context.response().closed()) {
            return;
        }
        LOG.warnf(
                "service did not answer part=%s requestId=%s cause=%s: %s",
                passage.part().wire(),
                RequestId.of(context),
                cause.getClass().getSimpleName(),
                cause.getMessage());
        in.handler(_ -> {}).resume();
        ProblemAnswer.end(context, passage.problem(cause, REPEATABLE.contains(in.method())));
    }

    private void refuseBody() {
        refused = true;
        in.handler(_ -> {}).resume();
        // Nobody wants to read the rest of it.
        if (in.version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close");
        }
        ProblemAnswer.end(
                context,
                Problem.tooLarge("body-too-large", "The body of the request is too large")
                        .withDetail("at most " + passage.maxBodyBytes() + " bytes"));
    }

    private boolean hasBody() {
        return declaredLength() > 0
                || in.headers().contains("Transfer-Encoding")
                || (in.version() == HttpVersion.HTTP_2 && !in.isEnded() && declaredLength() < 0);
    }

    private boolean hasNoBody(HttpClientResponse answer) {
        return HttpMethod.HEAD.equals(in.method())
                || answer.statusCode() == 204
                || answer.statusCode() == 304
                || "0".equals(answer.getHeader("Content-Length"));
    }

    /** Below zero when the client did not say; the server has checked that it is a number. */
    private long declaredLength() {
        var length = in.getHeader("Content-Length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}

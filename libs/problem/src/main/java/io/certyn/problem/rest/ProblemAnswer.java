package io.certyn.problem.rest;

import io.certyn.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A problem as an HTTP answer, for resources and for plain routes. */
public final class ProblemAnswer {

    private static final String RETRY_AFTER = "1";

    private ProblemAnswer() {}

    /** The answer of a resource, filter or mapper; request id and path are filled in. */
    public static Response of(Problem problem, RoutingContext context) {
        return of(located(problem, context));
    }

    public static Response of(Problem problem) {
        var answer =
                Response.status(problem.status())
                        .type(Problem.MEDIA_TYPE)
                        // Already text: no message body writer of a service has a say in it.
                        .entity(problem.json());
        if (problem.retryable()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }

    /** Ends a plain route with a problem. */
    public static void end(RoutingContext context, Problem problem) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(problem.status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.retryable()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        if (problem.status() == 401) {
            response.putHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.end(located(problem, context).json());
    }

    private static Problem located(Problem problem, RoutingContext context) {
        var located =
                problem.instance() == null
                        ? problem.withInstance(context.request().path())
                        : problem;
        return located.withRequestId(RequestId.of(context));
    }
}

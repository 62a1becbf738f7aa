package io.certyn.problem.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What every answer of a service has, whoever gives it: the request's id, no guessing of content
 * types, no caching unless somebody decided so, and a problem where nobody serves the path.
 */
@ApplicationScoped
public class HttpHabits {

    /** Ahead of everything that may answer. */
    private static final int FIRST = 1000;

    void register(@Observes Filters filters) {
        filters.register(HttpHabits::mark, FIRST);
    }

    void register(@Observes Router router) {
        router.route()
                .order(Integer.MAX_VALUE)
                .handler(context -> ProblemAnswer.end(context, Problems.nothingHere()));
    }

    private static void mark(RoutingContext context) {
        var id = RequestId.of(context);
        context.addHeadersEndHandler(_ -> complete(context, id));
        context.next();
    }

    private static void complete(RoutingContext context, String id) {
        var headers = context.response().headers();
        headers.set(RequestId.HEADER, id);
        if (!headers.contains("X-Content-Type-Options")) {
            headers.set("X-Content-Type-Options", "nosniff");
        }
        if (!headers.contains("Cache-Control") && !headers.contains("ETag")) {
            headers.set("Cache-Control", "no-store");
        }
    }
}

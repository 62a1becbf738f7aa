package io.certyn.console.about.api;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The probes under the names that people expect. */
@ApplicationScoped
public class Probes {

    void install(@Observes Router router) {
        router.get("/healthz").order(0).handler(Probes::alive);
        router.get("/readyz").order(0).handler(context -> context.reroute("/q/health/ready"));
    }

    /** That it answers is the answer. */
    private static void alive(RoutingContext context) {
        context.response().putHeader("Content-Type", "application/json").end("{\"status\":\"UP\"}");
    }
}

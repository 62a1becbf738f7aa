package io.certyn.console.access.api;

import io.certyn.console.access.Access;
import io.certyn.console.access.Act;
import io.certyn.console.access.Principal;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who is calling one of the console's own resources; the front door has checked it before. */
@RequestScoped
public class CurrentPrincipal {

    private static final String KEY = "certyn.principal";

    private final RoutingContext request;

    CurrentPrincipal(RoutingContext request) {
        this.request = request;
    }

    /** For the front door: the credential was good and belongs to this one. */
    public static void remember(RoutingContext request, Principal who) {
        request.put(KEY, who);
    }

    public Principal get() {
        @Nullable Principal who = request.get(KEY);
        if (who == null) {
            throw new ProblemException(Problem.unauthenticated());
        }
        return who;
    }

    /** The caller, if it may do this; otherwise the answer names the scope it lacks. */
    public Principal allowedTo(Act act) {
        var who = get();
        return switch (Access.decide(who, act)) {
            case Access.Allowed _ -> who;
            case Access.Refused(var missing) ->
                    throw new ProblemException(Problem.forbidden(missing.wire()));
        };
    }
}

package io.certyn.security.rest;

import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The caller of the request at hand. */
@RequestScoped
public class CurrentCaller {

    private @Nullable Caller caller;

    /**
     * Who is calling.
     *
     * @throws ProblemException 401 if nobody was identified, so that a forgotten filter closes the
     *     door instead of opening it
     */
    public Caller get() {
        if (caller == null) {
            throw new ProblemException(Problem.unauthenticated());
        }
        return caller;
    }

    /**
     * Lets only callers with this scope go on.
     *
     * @throws ProblemException 403 naming the scope
     */
    public void require(String scope) {
        if (!get().may(scope)) {
            throw new ProblemException(Problem.forbidden(scope));
        }
    }

    /** Says who is calling; for the filter, or a front door of another kind. */
    public void identify(Caller caller) {
        this.caller = caller;
    }
}

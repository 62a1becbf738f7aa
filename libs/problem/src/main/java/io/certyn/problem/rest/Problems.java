package io.certyn.problem.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception that reaches the REST edge into a problem. */
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    public Response refused(ProblemException exception, RoutingContext context) {
        return ProblemAnswer.of(exception.problem(), context);
    }

    @ServerExceptionMapper
    public Response notFound(NotFoundException exception, RoutingContext context) {
        return ProblemAnswer.of(nothingHere(), context);
    }

    @ServerExceptionMapper
    public Response status(WebApplicationException exception, RoutingContext context) {
        var original = exception.getResponse();
        if (exception.getCause() instanceof JsonProcessingException json
                && original.getStatus() == 400) {
            return unreadable(json, context);
        }
        if (original.getStatus() < 400 || original.hasEntity()) {
            return original;
        }
        if (original.getStatus() >= 500) {
            return unexpected(exception, context);
        }
        var reason = original.getStatusInfo().getReasonPhrase();
        var answer =
                Response.fromResponse(
                        ProblemAnswer.of(
                                Problem.of(original.getStatus(), codeOf(reason), reason), context));
        copy(original, answer, HttpHeaders.ALLOW);
        copy(original, answer, HttpHeaders.RETRY_AFTER);
        return answer.build();
    }

    /** The mismatch is named as well, since Quarkus brings a mapper of its own for it. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response unreadable(JsonProcessingException exception, RoutingContext context) {
        return MalformedJson.problem(exception)
                .map(problem -> ProblemAnswer.of(problem, context))
                .orElseGet(() -> bug(exception, context));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable exception, RoutingContext context) {
        if ((exception instanceof CompletionException || exception instanceof ExecutionException)
                && exception.getCause() instanceof ProblemException wrapped) {
            return refused(wrapped, context);
        }
        if (Faults.isFault(exception)) {
            LOG.warnf(
                    "request hit a fault requestId=%s path=%s cause=%s",
                    RequestId.of(context), context.request().path(), Faults.describe(exception));
            return ProblemAnswer.of(Problem.unavailable(), context);
        }
        return bug(exception, context);
    }

    static Response bug(Throwable exception, RoutingContext context) {
        LOG.errorf(
                exception,
                "request failed requestId=%s path=%s",
                RequestId.of(context),
                context.request().path());
        return ProblemAnswer.of(Problem.internal(), context);
    }

    static Problem nothingHere() {
        return Problem.notFound("not-found", "There is nothing here");
    }

    private static String codeOf(String reason) {
        return reason.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static void copy(Response from, Response.ResponseBuilder to, String header) {
        var value = from.getHeaderString(header);
        if (value != null) {
            to.header(header, null).header(header, value);
        }
    }
}

package io.certyn.console.proxy.http;

import io.certyn.console.proxy.Part;
import io.certyn.problem.Problem;
import io.certyn.problem.rest.RequestId;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

/** The way of one request to a service. */
record Passage(
        Part part,
        HttpClient client,
        RequestOptions request,
        long maxBodyBytes,
        Credential credential,
        String scheme) {

    /** What becomes of the client's Authorization header. */
    sealed interface Credential {

        /** It is the service's business. */
        record Kept() implements Credential {}

        /** Nothing secret goes there. */
        record Dropped() implements Credential {}

        /** It was for the console; the service gets the console's word. */
        record Replaced(String token) implements Credential {}
    }

    Future<HttpClientRequest> open() {
        return client.request(request);
    }

    /** Adds what only the front door knows. */
    void mark(RoutingContext context, MultiMap headers) {
        headers.set(RequestId.HEADER, RequestId.of(context));
        headers.set("X-Forwarded-Proto", scheme);
        // Of HTTP/2 the host comes in a field of its own; the front door has checked it is there.
        headers.set("X-Forwarded-Host", String.valueOf(context.request().authority()));
        headers.set("X-Forwarded-For", context.request().remoteAddress().hostAddress());
        switch (credential) {
            case Credential.Kept _ -> {}
            case Credential.Dropped _ -> headers.remove("Authorization");
            case Credential.Replaced(var token) -> headers.set("Authorization", "Bearer " + token);
        }
    }

    /** Away before anything was sent: try again. Broken off later: only if that is harmless. */
    Problem problem(Throwable cause, boolean repeatable) {
        var problem =
                switch (cause) {
                    case ConnectException _, UnknownHostException _ -> away();
                    case ConnectionPoolTooBusyException _ -> away();
                    case TimeoutException _ ->
                            Problem.of(504, "part-silent", "A part of Certyn does not answer")
                                    .withRetryable(repeatable);
                    default ->
                            Problem.of(502, "part-broke-off", "A part of Certyn broke off")
                                    .withRetryable(repeatable);
                };
        return problem.withDetail(part.wire());
    }

    private static Problem away() {
        return Problem.unavailable("part-away", "A part of Certyn is away; try again");
    }
}

package io.certyn.demoshop.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.certyn.demoshop.visit.Visit;
import io.certyn.demoshop.visit.Visits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every request passes here: limits, the visit behind the cookie, the route, and a page for
 * whatever goes wrong.
 */
public final class Front implements HttpHandler {

    static final int LONGEST_ADDRESS = 2_000;
    static final int LARGEST_BODY = 64 * 1024;
    private static final String COOKIE = "visit";
    private static final System.Logger LOG = System.getLogger(Front.class.getName());

    private final Routes routes;
    private final Visits visits;
    private final ErrorPage errors;

    /** Shows the visitor what went wrong. */
    @FunctionalInterface
    public interface ErrorPage {

        Response show(int status, String sentence, Visit visit);
    }

    public Front(Routes routes, Visits visits, ErrorPage errors) {
        this.routes = routes;
        this.visits = visits;
        this.errors = errors;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange, answer(exchange));
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        var known = cookie(exchange).flatMap(visits::find);
        try {
            var request = exchange.getRequestURI();
            if (request.toASCIIString().length() > LONGEST_ADDRESS) {
                throw new Refused(414, "The address is too long.");
            }
            var rawPath = Optional.ofNullable(request.getRawPath()).filter(p -> p.startsWith("/"));
            var path = Fields.decoded(rawPath.orElse("/").replace("+", "%2B"));
            var found = routes.find(exchange.getRequestMethod(), path);
            var query = Fields.read(Optional.ofNullable(request.getRawQuery()).orElse(""));
            var form = form(exchange);
            return run(found, new Request(path, found.parts(), query, form), known);
        } catch (Refused refused) {
            var page = show(refused.status(), refused.sentence(), known);
            return refused.allowed().isEmpty() ? page : page.with("Allow", refused.allowed());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "request failed", e);
            return show(500, "Something went wrong on our side.", known);
        }
    }

    private Response show(int status, String sentence, Optional<Visit> known) {
        var visit = known.orElseGet(Visit::new);
        return visit.exclusively(() -> errors.show(status, sentence, visit));
    }

    /** Somebody who only looks gets no cookie and takes no room. */
    private Response run(Routes.Found found, Request request, Optional<Visit> known)
            throws Refused {
        var sent = known.map(Visit::id).orElse("");
        boolean changes = found.route().method().equals("POST");
        var visit = known.orElseGet(changes ? visits::open : Visit::new);
        var response =
                switch (found.route().lane()) {
                    case FREE -> found.route().handler().answer(request, visit);
                    case VISIT ->
                            visit.exclusively(() -> found.route().handler().answer(request, visit));
                };
        // A visitor who signs in gets a new id, so that nobody can have planted the old one.
        boolean renewed = changes && !visit.id().equals(sent);
        return renewed ? response.with("Set-Cookie", cookie(visit)) : response;
    }

    private static Optional<String> cookie(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> List.of(line.split(";", -1)).stream())
                .map(String::strip)
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1))
                .findFirst();
    }

    private static String cookie(Visit visit) {
        return COOKIE + "=" + visit.id() + "; Path=/; HttpOnly; SameSite=Lax";
    }

    private static Fields form(HttpExchange exchange) throws IOException, Refused {
        if (!exchange.getRequestMethod().equals("POST")) {
            return Fields.NONE;
        }
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            throw new Refused(415, "The shop reads forms only.");
        }
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new Refused(413, "The form is too large.");
        }
        return Fields.read(new String(body, StandardCharsets.UTF_8));
    }

    private static void write(HttpExchange exchange, Response response) throws IOException {
        var body = response.body().encoded();
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", response.type());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Content-Security-Policy", "frame-ancestors 'self'");
        response.headers().forEach(headers::set);
        if (response.status() == 413) {
            // What was not read would be taken for the next request.
            headers.set("Connection", "close");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}

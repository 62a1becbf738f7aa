package io.certyn.security.rest;

import io.certyn.ids.TenantId;
import io.certyn.problem.Problem;
import io.certyn.problem.rest.ProblemAnswer;
import io.certyn.security.Caller;
import io.certyn.security.InvalidToken;
import io.certyn.security.TokenVerifier;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Demands a token before anything else is looked at, so that a stranger learns nothing about which
 * paths exist.
 */
public class CallerFilter {

    private static final Logger LOG = Logger.getLogger(CallerFilter.class);
    private static final Set<String> CONSOLE = Set.of("console");
    private static final String BEARER = "Bearer ";

    private final TokenVerifier verifier;
    private final CurrentCaller current;
    private final SecurityConfig config;
    private final String name;

    CallerFilter(
            TokenVerifier verifier,
            CurrentCaller current,
            SecurityConfig config,
            @ConfigProperty(name = "quarkus.application.name") String name) {
        this.verifier = verifier;
        this.current = current;
        this.config = config;
        this.name = name;
    }

    @ServerRequestFilter(preMatching = true)
    public Optional<Response> authenticate(RoutingContext context) {
        var path = context.normalizedPath();
        if (!config.callerFilter()) {
            return Optional.empty();
        }
        try {
            if (path.startsWith("/api/")) {
                current.identify(caller(token(context)));
            } else if (path.startsWith("/internal/")) {
                demandService(token(context));
            }
            return Optional.empty();
        } catch (InvalidToken e) {
            LOG.debugf("request refused path=%s reason=%s", path, e.getMessage());
            return Optional.of(ProblemAnswer.of(Problem.unauthenticated(), context));
        }
    }

    private Caller caller(String jwt) throws InvalidToken {
        var token = verifier.verify(jwt, CONSOLE, name, Instant.now());
        return new Caller(
                tenant(token.string("tenant")),
                token.subject(),
                new HashSet<>(token.strings("scopes")));
    }

    private void demandService(String jwt) throws InvalidToken {
        var token = verifier.verifyAny(jwt, name, Instant.now());
        if (!token.subject().equals(ServiceTokens.SUBJECT_PREFIX + token.issuer())) {
            throw new InvalidToken("subject is not the issuing service");
        }
    }

    private static TenantId tenant(String wire) throws InvalidToken {
        try {
            return TenantId.parse(wire);
        } catch (IllegalArgumentException e) {
            throw new InvalidToken("tenant is not an id", e);
        }
    }

    private static String token(RoutingContext context) throws InvalidToken {
        var header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new InvalidToken("no bearer token");
        }
        return header.substring(BEARER.length()).strip();
    }
}

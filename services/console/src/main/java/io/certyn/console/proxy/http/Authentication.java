package io.certyn.console.proxy.http;

import io.certyn.console.access.Principal;
import io.certyn.console.signin.api.BrowserSaid;
import io.certyn.console.signin.api.Credentials;
import io.certyn.console.signin.api.SignInCookie;
import io.certyn.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Who sends a request to the API: by key, or by the cookie of a sign-in. */
@ApplicationScoped
public class Authentication {

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final String BEARER = "Bearer ";

    private final Credentials credentials;
    private final SignInCookie cookie;
    private final BrowserSaid browser;

    Authentication(Credentials credentials, SignInCookie cookie, BrowserSaid browser) {
        this.credentials = credentials;
        this.cookie = cookie;
        this.browser = browser;
    }

    /** What was found out. */
    sealed interface Finding {

        record Known(Principal who) implements Finding {}

        record Refused(Problem why) implements Finding {}
    }

    /** A key that was sent counts, even if there is a good cookie as well. */
    Uni<Finding> of(HttpServerRequest request) {
        var key = key(request);
        if (key.isPresent()) {
            return credentials.ofKey(key.get()).map(Authentication::finding);
        }
        var sent = request.getCookie(cookie.name());
        if (sent == null) {
            return Uni.createFrom().item(new Finding.Refused(Problem.unauthenticated()));
        }
        if (!SAFE.contains(request.method()) && !browser.isOurs(request)) {
            return Uni.createFrom().item(new Finding.Refused(crossSite()));
        }
        return credentials.ofCookie(sent.getValue()).map(Authentication::finding);
    }

    private static Finding finding(Optional<Principal> who) {
        return who.<Finding>map(Finding.Known::new)
                .orElseGet(() -> new Finding.Refused(Problem.unauthenticated()));
    }

    private static Optional<String> key(HttpServerRequest request) {
        var authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return Optional.of(
                    authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                            ? authorization.substring(BEARER.length()).strip()
                            : "");
        }
        return Optional.ofNullable(request.getHeader("X-API-Key"));
    }

    private static Problem crossSite() {
        return Problem.forbidden(
                "cross-site", "The request does not come from the page of this installation");
    }
}

package io.certyn.console.signin;

import java.util.Optional;

/**
 * Whether a request with a cookie really comes from our own page. Lax cookies do not tell: the host
 * of the tested applications' bytes is same-site with ours, and what lies there is not ours.
 */
public final class CrossSite {

    /** A header that no form can send and no foreign script without asking first. */
    public static final String HEADER = "X-Certyn-CSRF";

    private CrossSite() {}

    /** What the browser said about where a request comes from. */
    public record Provenance(
            boolean csrfHeader, Optional<String> fetchSite, Optional<String> origin) {}

    /** For requests that a cookie authenticates and that change something. */
    public static boolean isOurs(Provenance said, String ownOrigin) {
        return said.csrfHeader() && (saidSameOrigin(said) || saidOrigin(said, ownOrigin));
    }

    /**
     * For the request that is about to get a cookie: it may come from a program, which says
     * nothing, but not from somebody else's page.
     */
    public static boolean mayBeOurs(Provenance said, String ownOrigin) {
        var silent = said.fetchSite().isEmpty() && said.origin().isEmpty();
        return silent || saidSameOrigin(said) || saidOrigin(said, ownOrigin);
    }

    private static boolean saidSameOrigin(Provenance said) {
        return said.fetchSite().filter("same-origin"::equals).isPresent();
    }

    /** Only of a browser that does not send the better header. */
    private static boolean saidOrigin(Provenance said, String ownOrigin) {
        return said.fetchSite().isEmpty() && said.origin().filter(ownOrigin::equals).isPresent();
    }
}

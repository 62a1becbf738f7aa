package io.certyn.console.signin.api;

import io.certyn.console.SiteConfig;
import io.certyn.console.signin.CrossSite;
import io.certyn.console.signin.CrossSite.Provenance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads from a request where the browser says it comes from. */
@ApplicationScoped
public class BrowserSaid {

    private final String scheme;

    BrowserSaid(SiteConfig site) {
        this.scheme = site.publicUrl().getScheme();
    }

    /** Whether a request that changes something, with a cookie, comes from our own page. */
    public boolean isOurs(HttpServerRequest request) {
        return CrossSite.isOurs(provenance(request), ownOrigin(request));
    }

    boolean mayBeOurs(HttpServerRequest request) {
        return CrossSite.mayBeOurs(provenance(request), ownOrigin(request));
    }

    /** The host was compared with the known ones before; the scheme may end at a proxy. */
    private String ownOrigin(HttpServerRequest request) {
        return scheme + "://" + request.authority();
    }

    private static Provenance provenance(HttpServerRequest request) {
        return new Provenance(
                request.headers().contains(CrossSite.HEADER),
                Optional.ofNullable(request.getHeader("Sec-Fetch-Site")),
                Optional.ofNullable(request.getHeader("Origin")));
    }
}

package io.certyn.console.proxy.http;

import io.certyn.console.SiteConfig;
import io.certyn.console.proxy.Hosts;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** What the browser may do with our page, and how long it may keep the page's parts. */
@ApplicationScoped
public class PageHeaders {

    private static final String ASSETS = "/assets/";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final String NO_POWERS =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    private final String contentSecurityPolicy;

    PageHeaders(SiteConfig site) {
        var traces = Hosts.tracesOf(site.publicUrl(), site.tracesUrl());
        var socket = site.publicUrl().toString().replaceFirst("^http", "ws");
        this.contentSecurityPolicy =
                String.join(
                        "; ",
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "font-src 'self'",
                        "img-src 'self' data: blob: " + traces,
                        "media-src 'self' " + traces,
                        "frame-src " + traces,
                        // Named as well, for browsers whose 'self' leaves WebSockets out.
                        "connect-src 'self' " + socket,
                        "manifest-src 'self'",
                        "base-uri 'none'",
                        "form-action 'self'",
                        "frame-ancestors 'none'");
    }

    void add(RoutingContext context) {
        var headers = context.response().headers();
        headers.set("Content-Security-Policy", contentSecurityPolicy);
        headers.set("Permissions-Policy", NO_POWERS);
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        context.addHeadersEndHandler(_ -> keep(context));
    }

    /** Only assets have a hash in their names; an error about one must not be kept for a year. */
    private static void keep(RoutingContext context) {
        var response = context.response();
        var type = response.headers().get("Content-Type");
        var found = response.getStatusCode() == 200 || response.getStatusCode() == 304;
        if (found && context.normalizedPath().startsWith(ASSETS)) {
            response.headers().set("Cache-Control", FOR_EVER);
        } else if (found && type != null && !type.contains("json")) {
            response.headers().set("Cache-Control", ASK_AGAIN);
        }
    }
}

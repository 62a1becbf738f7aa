package io.certyn.runner.egress;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** A host and port a session may reach; the scheme is a matter of what is spoken there. */
public record Origin(String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public Origin {
        host = host.toLowerCase(Locale.ROOT);
    }

    /** Reads {@code https://shop.example:8443}; empty when it is no http(s) origin. */
    public static Optional<Origin> parse(String text) {
        try {
            var uri = URI.create(text);
            var host = uri.getHost();
            boolean tls = "https".equals(uri.getScheme());
            if (host == null
                    || uri.getRawUserInfo() != null
                    || (!tls && !"http".equals(uri.getScheme()))) {
                return Optional.empty();
            }
            int port = uri.getPort() < 0 ? (tls ? HTTPS : HTTP) : uri.getPort();
            return Optional.of(new Origin(host, port));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A text that {@link #parse} reads as this very origin. */
    public String url() {
        return "http://" + this;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

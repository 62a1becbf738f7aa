package io.certyn.orchestrator.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Web origins: scheme, host and port, without the port where it is the scheme's own. */
public final class Origins {

    private static final int MAX_URL = 2_000;

    private Origins() {}

    /** The origin of an absolute http or https URL without credentials; empty for anything else. */
    public static Optional<String> of(String url) {
        if (url.length() > MAX_URL) {
            return Optional.empty();
        }
        try {
            var uri = new URI(url);
            if (uri.getScheme() == null || uri.getHost() == null || uri.getUserInfo() != null) {
                return Optional.empty();
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int ownPort =
                    switch (scheme) {
                        case "http" -> 80;
                        case "https" -> 443;
                        default -> 0;
                    };
            if (ownPort == 0 || uri.getPort() == 0 || uri.getPort() > 65_535) {
                return Optional.empty();
            }
            var host = uri.getHost().toLowerCase(Locale.ROOT);
            boolean plain = uri.getPort() == -1 || uri.getPort() == ownPort;
            return Optional.of(scheme + "://" + host + (plain ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}

package io.certyn.agent.guard;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The origins of an environment: where the page may be. */
public final class Origins {

    private final Set<String> allowed;

    private Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    public static Origins of(Collection<String> addresses) {
        return new Origins(
                addresses.stream()
                        .map(Origins::origin)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether the main document may come from this address. */
    public boolean allow(String address) {
        if (address.startsWith("about:") || address.startsWith("blob:")) {
            return true;
        }
        return origin(address).filter(allowed::contains).isPresent();
    }

    /** Scheme, host and port, or nothing where the address is no plain web address. */
    private static Optional<String> origin(String address) {
        try {
            var uri = new URI(address.replace(" ", "%20").replace("|", "%7C"));
            if (uri.getScheme() == null || uri.getHost() == null || uri.getUserInfo() != null) {
                return Optional.empty();
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : standardPort(scheme);
            return port < 0
                    ? Optional.empty()
                    : Optional.of(
                            scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
        } catch (URISyntaxException _) {
            return opaqueQuery(address);
        }
    }

    /** A query may hold characters that java.net.URI refuses and browsers accept. */
    private static Optional<String> opaqueQuery(String address) {
        int end = address.indexOf('?') >= 0 ? address.indexOf('?') : address.indexOf('#');
        return end > 0 ? origin(address.substring(0, end)) : Optional.empty();
    }

    private static int standardPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }
}

package io.certyn.agent.explore;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A web address taken apart.
 *
 * @param origin scheme, host and port in lower case
 * @param segments of the path, still encoded; none for the root
 * @param query as it stands in the address; empty for none
 */
public record Address(String origin, List<String> segments, String query) {

    public Address {
        segments = List.copyOf(segments);
    }

    /** Nothing where it is no plain web address. */
    public static Optional<Address> of(String url) {
        try {
            var uri = new URI(url.replace(" ", "%20").replace("|", "%7C"));
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                return Optional.empty();
            }
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            var path = Optional.ofNullable(uri.getRawPath()).orElse("");
            return Optional.of(
                    new Address(
                            scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port,
                            Stream.of(path.split("/", -1)).filter(part -> !part.isEmpty()).toList(),
                            Optional.ofNullable(uri.getRawQuery()).orElse("")));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    public String path() {
        return "/" + String.join("/", segments);
    }

    /** Path and query, as a case would write it. */
    public String pathAndQuery() {
        return query.isEmpty() ? path() : path() + "?" + query;
    }

    /** The page without a place on it, so that two links to it are the same. */
    public String page() {
        return origin + pathAndQuery();
    }

    SortedSet<String> keys() {
        var keys = new TreeSet<String>();
        for (var pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            keys.add(equals < 0 ? pair : pair.substring(0, equals));
        }
        keys.remove("");
        return keys;
    }
}

package io.certyn.runner.egress;

import io.certyn.runner.egress.EgressRules.Denial;
import java.util.Optional;
import java.util.Set;

/**
 * What a request asks for.
 *
 * @param origin empty where the text is no http(s) origin
 * @param text as asked for, without a path
 * @param path what is asked for there; without meaning for a tunnel
 */
record RequestTarget(Optional<Origin> origin, String text, String path) {

    /** Of a request for a tunnel. */
    static RequestTarget ofAuthority(String authority) {
        return new RequestTarget(Origin.parse("https://" + authority), authority, "/");
    }

    /** Of a request in absolute form. */
    static RequestTarget ofUrl(String url) {
        var bare = withoutPath(url);
        var origin = url.startsWith("http://") ? Origin.parse(bare) : Optional.<Origin>empty();
        return new RequestTarget(origin, bare, path(url));
    }

    /** Judges what was written, before anything is resolved. */
    Optional<Denial> denial(Set<Origin> allowed, Set<Origin> forbidden) {
        return origin.map(known -> EgressRules.ofTarget(known, allowed, forbidden))
                .orElse(Optional.of(Denial.MALFORMED_HOST));
    }

    private static String withoutPath(String url) {
        int start = url.indexOf("://");
        int end = start < 0 ? -1 : indexOfAny(url, start + 3);
        return end < 0 ? url : url.substring(0, end);
    }

    private static String path(String url) {
        var origin = withoutPath(url);
        var rest = url.substring(origin.length());
        int fragment = rest.indexOf('#');
        var path = fragment < 0 ? rest : rest.substring(0, fragment);
        return path.startsWith("/") ? path : "/" + path;
    }

    private static int indexOfAny(String url, int from) {
        for (int i = from; i < url.length(); i++) {
            if ("/?#".indexOf(url.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}

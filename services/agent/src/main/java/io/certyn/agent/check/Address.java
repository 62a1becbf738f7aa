package io.certyn.agent.check;

import java.util.regex.Pattern;

/**
 * An address in its parts. It is told apart by its separators alone, since browsers leave
 * characters in an address that {@link java.net.URI} refuses.
 *
 * @param origin scheme and authority, with what separates them
 * @param query with its question mark; empty when there is none
 * @param fragment with its hash; empty when there is none
 */
record Address(String origin, String path, String query, String fragment) {

    private static final Pattern PARTS =
            Pattern.compile(
                    "((?:[^:/?#]+:)?(?://[^/?#]*)?)([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.DOTALL);

    static Address of(String url) {
        var parts = PARTS.matcher(url);
        if (!parts.matches()) {
            throw new IllegalStateException("every text fits: " + url);
        }
        return new Address(
                parts.group(1),
                parts.group(2).isEmpty() ? "/" : parts.group(2),
                parts.group(3) == null ? "" : parts.group(3),
                parts.group(4) == null ? "" : parts.group(4));
    }

    /** The path, with query and fragment only where what is expected has one. */
    String tail(String expected) {
        return path
                + (expected.contains("?") ? query : "")
                + (expected.contains("#") ? fragment : "");
    }
}

package io.certyn.agent.explore;

import io.certyn.agent.find.Names;
import java.util.Optional;

/** Puts what was seen into lines of a case. */
final class Wording {

    private static final int LONGEST = 120;

    private final String base;

    /**
     * @param baseUrl addresses below it are written as paths
     */
    Wording(String baseUrl) {
        this.base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    }

    /** A text in quotes; nothing where a case cannot say it or a person would not. */
    static Optional<String> quoted(String text) {
        var plain = Names.normal(text);
        boolean sayable =
                !plain.isEmpty()
                        && plain.length() <= LONGEST
                        && !plain.contains("{{")
                        && plain.chars().noneMatch(Character::isISOControl);
        return sayable
                ? Optional.of("\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                : Optional.empty();
    }

    String goTo(String url) {
        if (url.equals(base)) {
            return "Go to /";
        }
        boolean below = url.startsWith(base + "/") || url.startsWith(base + "?");
        var rest = below ? url.substring(base.length()) : url;
        return "Go to " + (rest.startsWith("?") ? "/" + rest : rest);
    }

    static Optional<String> expectPath(String url) {
        return Address.of(url)
                .flatMap(address -> quoted(address.path()))
                .map(path -> "Expect URL is " + path);
    }

    static Optional<String> expectHeading(String heading) {
        return quoted(heading).map(name -> "Expect " + name + " heading is visible");
    }
}

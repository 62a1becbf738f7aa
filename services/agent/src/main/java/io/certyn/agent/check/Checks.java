package io.certyn.agent.check;

import io.certyn.protocol.step.Expectation.Comparison;
import io.certyn.protocol.step.Expectation.State;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares what was seen with what was expected. */
public final class Checks {

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
    private static final int SHOWN = 200;

    private Checks() {}

    /** What an element is like at one moment. */
    public record Facts(
            String text,
            Optional<String> value,
            boolean enabled,
            boolean checked,
            boolean focused) {}

    public static Finding state(Facts facts, State state) {
        return switch (state) {
            case VISIBLE -> new Finding(true, "visible");
            case HIDDEN -> new Finding(false, "visible");
            case ENABLED -> new Finding(facts.enabled(), enabled(facts));
            case DISABLED -> new Finding(!facts.enabled(), enabled(facts));
            case CHECKED -> new Finding(facts.checked(), checked(facts));
            case UNCHECKED -> new Finding(!facts.checked(), checked(facts));
            case FOCUSED ->
                    new Finding(facts.focused(), facts.focused() ? "focused" : "not focused");
        };
    }

    private static String enabled(Facts facts) {
        return facts.enabled() ? "enabled" : "disabled";
    }

    private static String checked(Facts facts) {
        return facts.checked() ? "checked" : "not checked";
    }

    public static Finding text(Facts facts, String expected) {
        var actual = normal(facts.text());
        return new Finding(actual.equals(normal(expected)), shown(actual));
    }

    public static Finding contains(Facts facts, String expected) {
        var actual = normal(facts.text());
        return new Finding(actual.contains(normal(expected)), shown(actual));
    }

    public static Finding value(Facts facts, String expected) {
        return facts.value()
                .map(value -> new Finding(value.equals(expected), shown(value)))
                .orElse(new Finding(false, "it has no value"));
    }

    public static Finding count(int actual, int expected) {
        return new Finding(actual == expected, String.valueOf(actual));
    }

    public static Finding title(String actual, Comparison comparison, String expected) {
        return new Finding(compare(normal(actual), comparison, expected), shown(normal(actual)));
    }

    public static Finding url(String actual, Comparison comparison, String expected) {
        var compared =
                comparison == Comparison.IS && expected.startsWith("/")
                        ? path(actual, expected)
                        : actual;
        return new Finding(compare(compared, comparison, expected), shown(actual));
    }

    private static boolean compare(String actual, Comparison comparison, String expected) {
        return switch (comparison) {
            case IS -> actual.equals(expected);
            case CONTAINS -> actual.contains(expected);
            case MATCHES -> Pattern.compile(expected).matcher(actual).find();
        };
    }

    /** The part of the address the expected path speaks of: no query unless it has one. */
    private static String path(String address, String expected) {
        var uri = URI.create(address.replace(" ", "%20"));
        var path = new StringBuilder(uri.getRawPath() == null ? "/" : uri.getRawPath());
        if (expected.contains("?") && uri.getRawQuery() != null) {
            path.append('?').append(uri.getRawQuery());
        }
        if (expected.contains("#") && uri.getRawFragment() != null) {
            path.append('#').append(uri.getRawFragment());
        }
        return path.toString();
    }

    private static String normal(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    private static String shown(String text) {
        return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "\"";
    }
}

package io.certyn.agent.check;

import io.certyn.protocol.step.Expectation.Comparison;
import io.certyn.protocol.step.Expectation.State;
import io.certyn.protocol.trace.Proof;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares what was seen with what was expected. */
public final class Checks {

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
    private static final int SHOWN = 200;

    private Checks() {}

    /**
     * What an element is like at one moment.
     *
     * @param checked nothing where it cannot be checked
     */
    public record Facts(
            String text,
            Optional<String> value,
            boolean enabled,
            Optional<Boolean> checked,
            boolean focused) {}

    public static Finding state(Facts facts, State state) {
        return switch (state) {
            case VISIBLE -> word("visible", "visible");
            case HIDDEN -> word("visible", "not visible");
            case ENABLED -> word(enabled(facts), "enabled");
            case DISABLED -> word(enabled(facts), "disabled");
            case CHECKED -> word(checked(facts), "checked");
            case UNCHECKED -> word(checked(facts), "not checked");
            case FOCUSED -> word(facts.focused() ? "focused" : "not focused", "focused");
            case UNFOCUSED -> word(facts.focused() ? "focused" : "not focused", "not focused");
        };
    }

    /** Whether something that should be there is, or the other way round. */
    public static Finding presence(boolean there, boolean expected) {
        return word(there ? "visible" : "not visible", expected ? "visible" : "not visible");
    }

    private static Finding word(String actual, String expected) {
        return Finding.of(Proof.of(Comparison.IS, expected, actual), actual);
    }

    private static String enabled(Facts facts) {
        return facts.enabled() ? "enabled" : "disabled";
    }

    private static String checked(Facts facts) {
        return facts.checked()
                .map(checked -> checked ? "checked" : "not checked")
                .orElse("nothing that can be checked");
    }

    public static Finding text(Facts facts, String expected) {
        var actual = normal(facts.text());
        return Finding.of(Proof.of(Comparison.IS, normal(expected), actual), shown(actual));
    }

    public static Finding contains(Facts facts, String expected) {
        var actual = normal(facts.text());
        return Finding.of(Proof.of(Comparison.CONTAINS, normal(expected), actual), shown(actual));
    }

    public static Finding value(Facts facts, String expected) {
        return facts.value()
                .map(value -> Finding.of(Proof.of(Comparison.IS, expected, value), shown(value)))
                .orElse(new Finding(false, "it has no value"));
    }

    public static Finding count(int actual, int expected) {
        return word(String.valueOf(actual), String.valueOf(expected));
    }

    public static Finding title(String actual, Comparison comparison, String expected) {
        return Finding.of(Proof.of(comparison, expected, normal(actual)), shown(normal(actual)));
    }

    public static Finding url(String actual, Comparison comparison, String expected) {
        var compared =
                comparison == Comparison.IS && expected.startsWith("/")
                        ? Address.of(actual).tail(expected)
                        : actual;
        return Finding.of(Proof.of(comparison, expected, compared), shown(actual));
    }

    private static String normal(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    private static String shown(String text) {
        return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "\"";
    }
}

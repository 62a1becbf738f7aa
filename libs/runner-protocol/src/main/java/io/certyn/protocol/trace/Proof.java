package io.certyn.protocol.trace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.certyn.protocol.step.Expectation.Comparison;
import java.util.regex.Pattern;

/**
 * Two texts and how they were compared: whoever has this can say again whether it held.
 *
 * @param actual what was there; of a long text, as much as the comparison needs
 */
public record Proof(Comparison comparison, String expected, String actual) {

    /** Longer texts are cut, so that a line of the trace stays small. */
    static final int LONGEST = 8 * 1024;

    /** The proof of this comparison, with no more of a long text than it needs. */
    public static Proof of(Comparison comparison, String expected, String actual) {
        return new Proof(comparison, expected, cut(comparison, expected, actual));
    }

    @JsonIgnore
    public boolean holds() {
        return switch (comparison) {
            case IS -> actual.equals(expected);
            case CONTAINS -> actual.contains(expected);
            case MATCHES -> Pattern.compile(expected).matcher(actual).find();
        };
    }

    /** Cut where the comparison has the same result as before; only a pattern may see less. */
    private static String cut(Comparison comparison, String expected, String actual) {
        int enough = Math.max(LONGEST, expected.length() + 1);
        if (actual.length() <= enough) {
            return actual;
        }
        return switch (comparison) {
            case IS, MATCHES -> actual.substring(0, enough);
            case CONTAINS -> {
                int from = Math.max(0, actual.indexOf(expected));
                yield actual.substring(from, Math.min(actual.length(), from + enough));
            }
        };
    }
}

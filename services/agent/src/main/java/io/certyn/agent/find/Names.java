package io.certyn.agent.find;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares the name a case gives with a name on the page. */
public final class Names {

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");

    private Names() {}

    /** White space as a reader sees it. */
    public static String normal(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    static Optional<Tier> fit(String have, String want, boolean exactly) {
        if (have.isEmpty()) {
            return Optional.empty();
        }
        if (have.equals(want)) {
            return Optional.of(Tier.EXACT);
        }
        if (exactly) {
            return Optional.empty();
        }
        var haveFolded = have.toLowerCase(Locale.ROOT);
        var wantFolded = want.toLowerCase(Locale.ROOT);
        if (haveFolded.equals(wantFolded)) {
            return Optional.of(Tier.INSENSITIVE);
        }
        boolean word =
                haveFolded.startsWith(wantFolded)
                        && !Character.isLetterOrDigit(haveFolded.charAt(wantFolded.length()));
        if (word && !cutsNumber(haveFolded, wantFolded.length())) {
            return Optional.of(Tier.PREFIX);
        }
        return contains(haveFolded, wantFolded) ? Optional.of(Tier.PARTIAL) : Optional.empty();
    }

    /** Whether the text is in there without cutting a number: 4.00 is not in 14.00. */
    static boolean contains(String have, String want) {
        for (int at = have.indexOf(want); at >= 0; at = have.indexOf(want, at + 1)) {
            if (!cutsNumber(have, at) && !cutsNumber(have, at + want.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean cutsNumber(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return false;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        boolean afterPoint =
                isPoint(before) && at >= 2 && isDigit(text.charAt(at - 2)) && isDigit(after);
        boolean beforePoint =
                isPoint(after)
                        && isDigit(before)
                        && at + 1 < text.length()
                        && isDigit(text.charAt(at + 1));
        return afterPoint || beforePoint || (isDigit(before) && isDigit(after));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPoint(char c) {
        return c == '.' || c == ',';
    }
}

package io.certyn.protocol.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Proposes a line that is understood in place of one that is not. Only for a person to read: no
 * line is ever carried out as something it does not say.
 */
public final class StepAdvice {

    /** So many words are put in quotes at most. */
    private static final int ROUNDS = 4;

    /** So many lines are read at most until one is understood: quotes can be put in many ways. */
    private static final int TRIES = 100;

    private static final int LONGEST = 300;

    private static final List<String> VERBS =
            List.of(
                    "Go to",
                    "Click",
                    "Double click",
                    "Right click",
                    "Fill",
                    "Enter",
                    "Type",
                    "Clear",
                    "Select",
                    "Check",
                    "Uncheck",
                    "Toggle",
                    "Press",
                    "Hover",
                    "Upload",
                    "Drag",
                    "Scroll to",
                    "Wait for",
                    "Accept",
                    "Dismiss",
                    "Switch to",
                    "Remember",
                    "Run",
                    "Expect",
                    "Verify");

    /** What people say instead, in lower case. */
    private static final Map<String, String> SYNONYMS =
            Map.ofEntries(
                    Map.entry("navigate to", "Go to"),
                    Map.entry("open", "Go to"),
                    Map.entry("visit", "Go to"),
                    Map.entry("tap", "Click"),
                    Map.entry("push", "Click"),
                    Map.entry("choose", "Select"),
                    Map.entry("pick", "Select"),
                    Map.entry("input", "Enter"),
                    Map.entry("write", "Enter"),
                    Map.entry("tick", "Check"),
                    Map.entry("untick", "Uncheck"),
                    Map.entry("assert", "Expect"),
                    Map.entry("ensure", "Expect"),
                    Map.entry("see", "Expect"),
                    Map.entry("attach", "Upload"));

    private static final Set<String> FILLERS =
            Set.of("please", "then", "and", "now", "i", "-", "*");

    /** Words that end a name somebody forgot to quote. */
    private static final Set<String> KEYWORDS =
            Set.of(
                    "with",
                    "into",
                    "to",
                    "from",
                    "in",
                    "within",
                    "near",
                    "below",
                    "above",
                    "is",
                    "has",
                    "contains",
                    "visible",
                    "hidden",
                    "enabled",
                    "disabled",
                    "checked",
                    "as",
                    "button",
                    "link",
                    "tab",
                    "field",
                    "checkbox",
                    "exactly",
                    "if");

    private int tries;

    private StepAdvice() {}

    /** The first proposal that is understood; nothing when none is, or the line already is. */
    public static Optional<String> on(String line) {
        if (line.length() > LONGEST || StepParser.parse(line) instanceof ParseResult.Parsed) {
            return Optional.empty();
        }
        return new StepAdvice().near(withoutFillers(line));
    }

    private Optional<String> near(String line) {
        return beginnings(line).flatMap(begun -> quoted(begun, ROUNDS)).findFirst();
    }

    private static String withoutFillers(String line) {
        var words = new ArrayList<>(List.of(line.strip().split("\\s+")));
        while (words.size() > 1 && FILLERS.contains(words.getFirst().toLowerCase(Locale.ROOT))) {
            words.removeFirst();
        }
        return String.join(" ", words);
    }

    /** The line as it is, with a synonym replaced, or with a verb spelled right. */
    private static Stream<String> beginnings(String line) {
        var lower = line.toLowerCase(Locale.ROOT);
        var synonyms =
                SYNONYMS.entrySet().stream()
                        .filter(entry -> lower.startsWith(entry.getKey() + " "))
                        .map(entry -> entry.getValue() + line.substring(entry.getKey().length()));
        var verbs = VERBS.stream().flatMap(verb -> spelled(line, verb).stream());
        return Stream.of(Stream.of(line), synonyms, verbs).flatMap(each -> each);
    }

    private static Optional<String> spelled(String line, String verb) {
        int words = verb.split(" ").length;
        var said = line.split(" ", words + 1);
        if (said.length <= words) {
            return Optional.empty();
        }
        var begin = String.join(" ", List.of(said).subList(0, words));
        int apart = distance(begin.toLowerCase(Locale.ROOT), verb.toLowerCase(Locale.ROOT));
        return apart > 0 && apart <= Math.max(1, verb.length() / 3)
                ? Optional.of(verb + " " + said[words])
                : Optional.empty();
    }

    /** The line if it is understood, or what comes of it when words are put in quotes. */
    private Stream<String> quoted(String line, int rounds) {
        if (tries++ >= TRIES) {
            return Stream.empty();
        }
        return switch (StepParser.parse(line)) {
            case ParseResult.Parsed _ -> Stream.of(line);
            case ParseResult.NotUnderstood(var column, var message)
                    when rounds > 0
                            && message.contains("in quotes")
                            && column <= line.length()
                            && line.charAt(column - 1) != '"' ->
                    withQuotes(line, column, rounds);
            case ParseResult.NotUnderstood _ -> Stream.empty();
        };
    }

    private Stream<String> withQuotes(String line, int column, int rounds) {
        return ends(line, column - 1)
                .mapToObj(end ->
                        line.substring(0, column - 1)
                                + '"'
                                + line.substring(column - 1, end)
                                + '"'
                                + line.substring(end))
                .flatMap(fixed -> quoted(fixed, rounds - 1));
    }

    /** Where a name that begins there may end: before a word of the grammar, or with the line. */
    private static IntStream ends(String line, int from) {
        var ends = IntStream.builder();
        int at = from;
        while (at < line.length()) {
            int space = line.indexOf(' ', at);
            int end = space < 0 ? line.length() : space;
            int next = line.indexOf(' ', end + 1);
            var word =
                    end >= line.length()
                            ? ""
                            : line.substring(end + 1, next < 0 ? line.length() : next);
            if (end == line.length() || KEYWORDS.contains(word.toLowerCase(Locale.ROOT))) {
                ends.add(end);
            }
            at = end + 1;
        }
        return ends.build();
    }

    /** How many letters have to be put in, left out, replaced or swapped. */
    public static int distance(String one, String other) {
        var distances = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : distance(distances, one, other, i, j);
            }
        }
        return distances[one.length()][other.length()];
    }

    private static int distance(int[][] distances, String one, String other, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int least = distances[i - 1][j - 1] + (same ? 0 : 1);
        least = Math.min(least, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
    }
}

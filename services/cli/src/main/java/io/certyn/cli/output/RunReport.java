package io.certyn.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A finished run for a person: a table of its cases and one sentence. */
public final class RunReport {

    private static final int WIDEST_TITLE = 52;

    private RunReport() {}

    public static String table(JsonNode run) {
        var lines = new ArrayList<List<String>>();
        for (var one : run.path("cases")) {
            lines.add(
                    List.of(
                            mark(one.path("outcome").asText()),
                            one.path("key").asText(),
                            shortened(one.path("title").asText()),
                            one.path("outcome").asText("-"),
                            seconds(one.path("durationMs"))));
        }
        var widths = new int[5];
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(' ');
            for (int i = 0; i < widths.length; i++) {
                text.append(' ').append(pad(line.get(i), widths[i], i == widths.length - 1));
            }
            text.append('\n');
        }
        for (var one : run.path("cases")) {
            if (one.hasNonNull("message") && !one.path("outcome").asText().equals("passed")) {
                text.append("    ")
                        .append(one.path("key").asText())
                        .append(": ")
                        .append(one.path("message").asText())
                        .append('\n');
            }
        }
        return text.toString();
    }

    public static String sentence(JsonNode run) {
        var counts = run.path("counts");
        var parts = new ArrayList<String>();
        for (var outcome :
                List.of(
                        "passed",
                        "failed",
                        "inconclusive",
                        "blocked",
                        "error",
                        "cancelled",
                        "skipped")) {
            int count = counts.path(outcome).asInt();
            if (count > 0) {
                parts.add(count + " " + outcome);
            }
        }
        return "Run #%d %s (%s): %s."
                .formatted(
                        run.path("number").asLong(),
                        run.path("status").asText(),
                        run.path("statusReason").asText(),
                        parts.isEmpty() ? "no cases" : String.join(", ", parts));
    }

    private static String mark(String outcome) {
        return switch (outcome) {
            case "passed" -> "✓";
            case "failed" -> "✗";
            case "inconclusive" -> "?";
            case "blocked", "error" -> "!";
            default -> "-";
        };
    }

    private static String shortened(String title) {
        return title.length() <= WIDEST_TITLE ? title : title.substring(0, WIDEST_TITLE - 1) + "…";
    }

    private static String seconds(JsonNode millis) {
        return millis.isNumber()
                ? String.format(Locale.ROOT, "%.1f s", millis.asLong() / 1000.0)
                : "";
    }

    private static String pad(String text, int width, boolean right) {
        var blanks = " ".repeat(Math.max(0, width - text.length()));
        return right ? blanks + text : text + blanks;
    }
}

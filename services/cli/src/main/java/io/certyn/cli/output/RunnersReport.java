package io.certyn.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Runners for a person: one line each. */
public final class RunnersReport {

    private RunnersReport() {}

    public static String table(List<JsonNode> runners) {
        if (runners.isEmpty()) {
            return "No runners.\n";
        }
        var width = runners.stream().mapToInt(one -> name(one).length()).max().orElse(0);
        var text = new StringBuilder();
        for (var one : runners) {
            var line = "%-" + width + "s  %-8s  %d of %d busy  %s%s%n";
            text.append(
                    line.formatted(
                            name(one),
                            one.path("state").asText(),
                            one.path("busy").asInt(),
                            one.path("slots").asInt(),
                            one.path("id").asText(),
                            note(one)));
        }
        return text.toString();
    }

    private static String name(JsonNode runner) {
        return runner.path("name").asText();
    }

    private static String note(JsonNode runner) {
        return switch (runner.path("state").asText()) {
            case "draining" ->
                    runner.hasNonNull("drainUntil")
                            ? "  stops what it runs at " + runner.path("drainUntil").asText()
                            : "  ends what it runs";
            case "offline" -> "  last seen " + runner.path("lastSeen").asText("never");
            default -> "";
        };
    }
}

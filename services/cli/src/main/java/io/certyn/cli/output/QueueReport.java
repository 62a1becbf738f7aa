package io.certyn.cli.output;

import com.fasterxml.jackson.databind.JsonNode;

/** Why a session waits, for a person: the cause, its place, and how long it may take. */
public final class QueueReport {

    private QueueReport() {}

    public static String text(JsonNode explanation) {
        var ahead = explanation.path("ahead").asLong();
        var place =
                "Position %d, %s ahead, waiting since %s."
                        .formatted(
                                explanation.path("position").asLong(),
                                ahead == 1 ? "1 session" : ahead + " sessions",
                                explanation.path("since").asText());
        var eta =
                explanation.hasNonNull("etaSeconds")
                        ? "\nIt may start in %d s."
                                .formatted(explanation.path("etaSeconds").asLong())
                        : "";
        return explanation.path("message").asText() + "\n" + place + eta;
    }
}

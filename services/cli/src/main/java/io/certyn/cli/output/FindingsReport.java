package io.certyn.cli.output;

import com.fasterxml.jackson.databind.JsonNode;

/** The findings of an exploration for a person, the gravest first. */
public final class FindingsReport {

    private static final int WIDEST = 110;

    private FindingsReport() {}

    public static String of(JsonNode findings) {
        var text = new StringBuilder();
        for (var finding : findings) {
            var pages = finding.path("pages");
            text.append(
                    "  %-9s %-18s %s\n"
                            .formatted(
                                    finding.path("severity").asText(),
                                    finding.path("kind").asText(),
                                    shortened(finding.path("message").asText())));
            text.append(
                    "  %-9s %-18s on %s%s\n"
                            .formatted(
                                    "",
                                    "",
                                    pages.path(0).asText(),
                                    pages.size() > 1
                                            ? " and " + (pages.size() - 1) + " more"
                                            : ""));
        }
        return text.toString();
    }

    private static String shortened(String message) {
        return message.length() <= WIDEST ? message : message.substring(0, WIDEST - 1) + "…";
    }
}

package io.certyn.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Findings beside the defects that were there.
 *
 * @param wrong findings that no defect explains
 */
record ExplorerScore(int defects, int findings, Set<String> missed, List<String> wrong) {

    /**
     * A defect and how it shows.
     *
     * @param shown what rule and subject of its finding match
     */
    record Defect(String id, String kind, Pattern shown) {}

    /** Lines of id, kind and pattern, between tabs. */
    static List<Defect> read(Path list) throws IOException {
        return Files.readAllLines(list).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", 3))
                .map(row -> new Defect(row[0], row[1], Pattern.compile(row[2])))
                .toList();
    }

    static ExplorerScore of(List<Defect> defects, JsonNode report) {
        var missed = new TreeSet<String>();
        defects.forEach(defect -> missed.add(defect.id()));
        var wrong = new ArrayList<String>();
        for (var finding : report.path("findings")) {
            var kind = finding.path("kind").asText();
            var shown = finding.path("rule").asText() + " " + finding.path("subject").asText();
            var explaining =
                    defects.stream()
                            .filter(defect -> defect.kind().equals(kind))
                            .filter(defect -> defect.shown().matcher(shown).find())
                            .findFirst();
            explaining.ifPresentOrElse(
                    defect -> missed.remove(defect.id()), () -> wrong.add(kind + " " + shown));
        }
        return new ExplorerScore(
                defects.size(), report.path("findings").size(), missed, List.copyOf(wrong));
    }

    double recall() {
        return (double) (defects - missed.size()) / defects;
    }

    double falseShare() {
        return findings == 0 ? 0 : (double) wrong.size() / findings;
    }
}

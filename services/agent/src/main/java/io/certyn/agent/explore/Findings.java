package io.certyn.agent.explore;

import io.certyn.agent.explore.Finding.Kind;
import io.certyn.agent.explore.Finding.Severity;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The problems of one exploration, each once however often it was met. */
public final class Findings {

    private static final int PAGES = 20;

    private final Map<String, Met> met = new LinkedHashMap<>();

    private static final class Met {

        private final Finding first;
        private final TreeSet<String> pages = new TreeSet<>();
        private int count;

        private Met(Finding first) {
            this.first = first;
        }

        private Finding finding() {
            return new Finding(
                    first.kind(),
                    first.severity(),
                    first.rule(),
                    first.subject(),
                    first.message(),
                    pages.stream().limit(PAGES).toList(),
                    count);
        }
    }

    void add(Kind kind, Severity severity, String subject, String message, String page) {
        add(kind, severity, "", subject, message, page);
    }

    void add(
            Kind kind,
            Severity severity,
            String rule,
            String subject,
            String message,
            String page) {
        var finding = new Finding(kind, severity, rule, subject, message, List.of(), 1);
        var same = met.computeIfAbsent(finding.fingerprint(), _ -> new Met(finding));
        same.pages.add(page);
        same.count++;
    }

    /** The gravest first. */
    public List<Finding> all() {
        return met.values().stream()
                .map(Met::finding)
                .sorted(
                        Comparator.comparing(Finding::severity)
                                .reversed()
                                .thenComparing(Finding::kind)
                                .thenComparing(Finding::subject))
                .toList();
    }
}

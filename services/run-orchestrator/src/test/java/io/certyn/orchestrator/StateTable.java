package io.certyn.orchestrator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a decider does with every state and command, as a diagram and a table. */
public final class StateTable {

    /** A move from one state to another, or to itself. */
    private record Edge(String from, String to) {}

    private final String title;
    private final String introduction;
    private final Map<Edge, Set<String>> edges = new LinkedHashMap<>();
    private final List<String> rows = new ArrayList<>();

    public StateTable(String title, String introduction) {
        this.title = title;
        this.introduction = introduction;
    }

    public void moved(String from, String command, String how, String to, String facts) {
        if (!from.equals(to)) {
            edges.computeIfAbsent(new Edge(from, to), _ -> new LinkedHashSet<>()).add(command);
        }
        row(from, command, how, to + (facts.isEmpty() ? "" : " (" + facts + ")"));
    }

    public void refused(String from, String command, String how, String why) {
        row(from, command, how, "refused: " + why);
    }

    private void row(String from, String command, String how, String result) {
        rows.add("| " + String.join(" | ", from, command, how, result) + " |");
    }

    public String toMarkdown(String initial, String terminal) {
        var text = new StringBuilder();
        text.append("# ").append(title).append("\n\n");
        text.append("<!-- Made by a test from the code; run it with -Ddocs.update. -->\n\n");
        text.append(introduction).append("\n\n```mermaid\nstateDiagram-v2\n");
        text.append("    [*] --> ").append(initial).append('\n');
        edges.forEach((edge, commands) ->
                text.append("    ")
                        .append(edge.from())
                        .append(" --> ")
                        .append(edge.to())
                        .append(" : ")
                        .append(String.join(", ", commands))
                        .append('\n'));
        text.append("    ").append(terminal).append(" --> [*]\n```\n\n");
        text.append("| State | Command | How | Result |\n|-|-|-|-|\n");
        rows.forEach(row -> text.append(row).append('\n'));
        return text.toString();
    }
}

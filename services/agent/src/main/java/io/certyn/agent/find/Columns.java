package io.certyn.agent.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the cells of a row by what stands at the head of their columns. */
final class Columns {

    private static final Set<String> TABLES = Set.of("table", "grid", "treegrid");
    private static final Set<String> CELLS =
            Set.of("cell", "gridcell", "rowheader", "columnheader");

    private Columns() {}

    /**
     * The cell of this row below the head of that name, and how well the name fits. Nothing where
     * the row has not as many cells as the head: it would be a guess which one is meant.
     */
    static Optional<Cell> cell(Node row, String name, boolean exactly) {
        var heads = above(row).map(Columns::heads).orElse(List.of());
        var cells = cells(row);
        if (heads.size() != cells.size() || heads.equals(cells)) {
            return Optional.empty();
        }
        var fitting = new ArrayList<Cell>();
        for (int i = 0; i < heads.size(); i++) {
            var cell = cells.get(i);
            Names.fit(heads.get(i).name(), name, exactly)
                    .ifPresent(tier -> fitting.add(new Cell(cell, tier)));
        }
        var best = fitting.stream().map(Cell::tier).min(Tier::compareTo);
        var chosen = fitting.stream().filter(cell -> cell.tier() == best.orElseThrow()).toList();
        return chosen.size() == 1 ? Optional.of(chosen.getFirst()) : Optional.empty();
    }

    /** A cell and how well its column's head fits. */
    record Cell(Node node, Tier tier) {}

    private static Optional<Node> above(Node row) {
        var at = row.parent();
        while (at.isPresent() && !TABLES.contains(at.get().role())) {
            at = at.get().parent();
        }
        return at;
    }

    private static List<Node> heads(Node table) {
        var rows = new ArrayList<Node>();
        table.walk(node -> {
            if (node.role().equals("row")) {
                rows.add(node);
            }
        });
        return rows.stream()
                .map(Columns::cells)
                .filter(cells ->
                        cells.stream().anyMatch(cell -> cell.role().equals("columnheader")))
                .findFirst()
                .orElse(List.of());
    }

    private static List<Node> cells(Node row) {
        return row.children().stream().filter(child -> CELLS.contains(child.role())).toList();
    }
}

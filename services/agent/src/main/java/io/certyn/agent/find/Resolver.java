package io.certyn.agent.find;

import io.certyn.protocol.step.Role;
import io.certyn.protocol.step.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the element a case means. The best tier wins; within it there has to be exactly one, else
 * the case says too little and nothing is done. Never "the first".
 */
public final class Resolver {

    private final Snapshot snapshot;
    private final int testIds;

    /**
     * @param testIds how many visible elements have the wanted name as their test id
     */
    public Resolver(Snapshot snapshot, int testIds) {
        this.snapshot = snapshot;
        this.testIds = testIds;
    }

    public Resolution resolve(Wanted wanted, Purpose purpose) {
        var others = others(wanted);
        if (others.size() > 1) {
            return new Resolution.Ambiguous(candidates(others));
        }
        var all = all(wanted, purpose);
        if (all.isEmpty()) {
            return new Resolution.Absent(missing(wanted));
        }
        if (wanted.position().isEmpty()) {
            return all.size() == 1
                    ? new Resolution.Unique(all.getFirst())
                    : new Resolution.Ambiguous(all);
        }
        return switch (wanted.position().get()) {
            case Target.Position.Last() -> new Resolution.Unique(all.getLast());
            case Target.Position.Nth(var number) ->
                    number <= all.size()
                            ? new Resolution.Unique(all.get(number - 1))
                            : new Resolution.Absent("only " + all.size() + " of " + wanted.shown());
        };
    }

    /** Everything that fits at the best tier, in document order. */
    public List<Candidate> all(Wanted wanted, Purpose purpose) {
        boolean plain =
                wanted.scopes().isEmpty() && wanted.role().isEmpty() && wanted.beside().isEmpty();
        if (testIds > 0 && plain) {
            return byTestId(wanted);
        }
        return candidates(beside(wanted, found(wanted, purpose)));
    }

    private static List<Candidate> candidates(List<Found> found) {
        return found.stream().map(Found::candidate).distinct().toList();
    }

    private List<Found> found(Wanted wanted, Purpose purpose) {
        var scopes = scopes(wanted);
        var found = new ArrayList<Found>();
        if (purpose == Purpose.READ || wanted.role().filter(Roles::isPlace).isPresent()) {
            places(wanted, scopes, found);
        }
        if (found.isEmpty()) {
            elements(wanted, scopes, node -> fitsRole(node, wanted, purpose), found);
        }
        if (found.stream().allMatch(each -> isDoubtful(each, purpose))) {
            elements(wanted, scopes, node -> mightDo(node, wanted, purpose), found);
        }
        if (found.isEmpty()) {
            cells(wanted, purpose, scopes, found);
        }
        if (found.isEmpty() && purpose.takesText() && wanted.role().isEmpty()) {
            texts(wanted, scopes, found);
        }
        return Found.best(found, purpose.acts());
    }

    /** Whether there may be something better, though its role does not say so. */
    private static boolean isDoubtful(Found found, Purpose purpose) {
        return found.candidate().tier().isWeak() || (purpose.acts() && !found.isReachable());
    }

    /** The elements that a target can be told by; anything but one of them is of no use. */
    private List<Found> others(Wanted wanted) {
        return wanted.beside().map(beside -> found(beside.other(), Purpose.SEE)).orElse(List.of());
    }

    /** Those that lie to the other element as the case says, the closest of them. */
    private List<Found> beside(Wanted wanted, List<Found> found) {
        if (wanted.beside().isEmpty()) {
            return found;
        }
        var others = others(wanted);
        if (others.size() != 1) {
            return List.of();
        }
        var nodes = found.stream().map(Found::node).toList();
        var side = wanted.beside().get().side();
        var closest = Layout.closest(nodes, side, others.getFirst().node());
        return found.stream().filter(each -> closest.contains(each.node())).toList();
    }

    /** What lies in the cell of a row whose column has this name. */
    private void cells(
            Wanted wanted, Purpose purpose, List<List<Scopes.Place>> scopes, List<Found> found) {
        if (wanted.scopes().isEmpty()) {
            return;
        }
        for (var row : snapshot.nodes()) {
            if (row.role().equals("row") && within(row, scopes)) {
                Columns.cell(row, wanted.name(), wanted.exactly())
                        .ifPresent(cell -> inCell(cell, wanted, purpose, found));
            }
        }
    }

    private static void inCell(
            Columns.Cell cell, Wanted wanted, Purpose purpose, List<Found> found) {
        boolean itself =
                wanted.role().isEmpty()
                        ? purpose.fits(cell.node().role())
                        : wanted.role().get() == Role.CELL;
        if (itself) {
            Found.of(cell.node(), cell.tier()).ifPresent(found::add);
            return;
        }
        cell.node()
                .walk(node -> {
                    if (node != cell.node() && fitsRole(node, wanted, purpose)) {
                        Found.of(node, cell.tier()).ifPresent(found::add);
                    }
                });
    }

    private List<Candidate> byTestId(Wanted wanted) {
        var found = new ArrayList<Candidate>();
        for (int index = 0; index < testIds; index++) {
            var handle = new Handle.TestId(wanted.name(), index);
            found.add(new Candidate(handle, "element", wanted.name(), Tier.TEST_ID, ""));
        }
        return found;
    }

    private List<List<Scopes.Place>> scopes(Wanted wanted) {
        return wanted.scopes().stream()
                .map(scope -> new Scopes(snapshot, scope.name(), scope.role(), false).find(true))
                .toList();
    }

    private static boolean within(Node node, List<List<Scopes.Place>> scopes) {
        return scopes.stream()
                .allMatch(places -> places.stream().anyMatch(place -> place.contains(node)));
    }

    private void places(Wanted wanted, List<List<Scopes.Place>> scopes, List<Found> found) {
        var named = new Scopes(snapshot, wanted.name(), wanted.role(), wanted.exactly());
        for (var place : named.find(wanted.role().isPresent())) {
            var node = place.roots().getFirst();
            if (!within(node, scopes)) {
                continue;
            }
            if (place.roots().size() == 1) {
                Found.of(node, place.tier()).ifPresent(found::add);
            } else {
                var words = new Handle.Words(place.text());
                found.add(
                        new Found(
                                node,
                                new Candidate(words, "section", wanted.name(), place.tier(), "")));
            }
        }
    }

    private void elements(
            Wanted wanted,
            List<List<Scopes.Place>> scopes,
            Predicate<Node> suits,
            List<Found> found) {
        for (var node : snapshot.nodes()) {
            if (suits.test(node) && within(node, scopes)) {
                fit(node, wanted).flatMap(tier -> Found.of(node, tier)).ifPresent(found::add);
            }
        }
    }

    private static boolean fitsRole(Node node, Wanted wanted, Purpose purpose) {
        if (node.role().equals(Node.TEXT)) {
            return false;
        }
        if (wanted.role().isPresent()) {
            return Roles.of(wanted.role().get()).contains(node.role());
        }
        // What is to be read is told by its name: a text that is the name says only itself.
        return purpose.fits(node.role()) && (purpose != Purpose.READ || !node.name().isEmpty());
    }

    /** Elements whose role does not say that they can be used so, but something else does. */
    private static boolean mightDo(Node node, Wanted wanted, Purpose purpose) {
        if (purpose == Purpose.CHOOSE) {
            boolean list = wanted.role().filter(role -> role != Role.DROPDOWN).isEmpty();
            return list && node.role().equals("button");
        }
        if (wanted.role().isPresent() || node.role().equals(Node.TEXT)) {
            return false;
        }
        return switch (purpose) {
            case CLICK -> !purpose.fits(node.role()) && node.has("cursor");
            case FILL -> node.role().equals("generic") && !node.name().isEmpty();
            case POINT -> !purpose.fits(node.role());
            case CHOOSE, TICK, CONTROL, SEE, READ -> false;
        };
    }

    private static Optional<Tier> fit(Node node, Wanted wanted) {
        var byName = Names.fit(node.name(), wanted.name(), wanted.exactly());
        if (byName.isPresent()) {
            return byName;
        }
        var byPlaceholder =
                node.placeholder()
                        .flatMap(text -> Names.fit(text, wanted.name(), wanted.exactly()))
                        .filter(tier -> !tier.isWeak())
                        .map(_ -> Tier.LABEL);
        if (byPlaceholder.isPresent()) {
            return byPlaceholder;
        }
        boolean nameless = node.name().isEmpty() && !Roles.CONTAINERS.contains(node.role());
        return nameless
                ? Names.fit(Names.normal(node.ownText()), wanted.name(), wanted.exactly())
                : Optional.empty();
    }

    /** Text that belongs to no fitting element, and text that is spread over several. */
    private void texts(Wanted wanted, List<List<Scopes.Place>> scopes, List<Found> found) {
        for (var node : snapshot.nodes()) {
            if (!within(node, scopes)) {
                continue;
            }
            var own = Names.fit(Names.normal(node.ownText()), wanted.name(), wanted.exactly());
            own.flatMap(tier -> Found.of(node, tier)).ifPresent(found::add);
        }
        if (found.isEmpty() && !wanted.exactly()) {
            spread(wanted, scopes, found);
        }
    }

    private void spread(Wanted wanted, List<List<Scopes.Place>> scopes, List<Found> found) {
        var want = wanted.name().toLowerCase(Locale.ROOT);
        for (var node : snapshot.nodes()) {
            boolean here = holds(node, want) && within(node, scopes);
            boolean deeper = node.children().stream().anyMatch(child -> holds(child, want));
            if (here && !deeper) {
                Found.of(node, Tier.TEXT).ifPresent(found::add);
            }
        }
    }

    private static boolean holds(Node node, String want) {
        return Names.contains(node.allText().toLowerCase(Locale.ROOT), want);
    }

    private String missing(Wanted wanted) {
        return missingPlace(wanted).orElse("no " + wanted.shown());
    }

    /**
     * The section or the other element that a target is told by, where it is not there: nothing can
     * be said to be gone from a place that does not exist.
     */
    public Optional<String> missingPlace(Wanted wanted) {
        for (var scope : wanted.scopes()) {
            if (new Scopes(snapshot, scope.name(), scope.role(), false).find(true).isEmpty()) {
                return Optional.of("no section \"" + scope.name() + "\"");
            }
        }
        return wanted.beside()
                .filter(_ -> others(wanted).isEmpty())
                .map(beside -> "no " + beside.other().shown());
    }
}

package io.certyn.agent.find;

import io.certyn.protocol.step.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
        if (testIds > 0 && wanted.scopes().isEmpty() && wanted.role().isEmpty()) {
            return byTestId(wanted);
        }
        var scopes = scopes(wanted);
        var found = new ArrayList<Found>();
        if (purpose == Purpose.READ || wanted.role().filter(Roles::isPlace).isPresent()) {
            places(wanted, scopes, found);
        }
        if (found.isEmpty()) {
            elements(wanted, scopes, node -> fitsRole(node, wanted, purpose), found);
        }
        if (found.stream().allMatch(each -> each.candidate().tier().isWeak())) {
            elements(wanted, scopes, node -> mightDo(node, wanted, purpose), found);
        }
        if (found.isEmpty() && purpose.takesText() && wanted.role().isEmpty()) {
            texts(wanted, scopes, found);
        }
        return best(found);
    }

    /** An element under consideration. */
    private record Found(Node node, Candidate candidate) {}

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
                add(node, place.tier(), found);
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
                fit(node, wanted).ifPresent(tier -> add(node, tier, found));
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
            if (own.isPresent()) {
                add(node, own.get(), found);
            }
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
                add(node, Tier.TEXT, found);
            }
        }
    }

    private static boolean holds(Node node, String want) {
        return Names.contains(node.allText().toLowerCase(Locale.ROOT), want);
    }

    private static void add(Node node, Tier tier, List<Found> found) {
        handle(node)
                .map(handle -> new Candidate(handle, node.role(), label(node), tier, where(node)))
                .ifPresent(candidate -> found.add(new Found(node, candidate)));
    }

    private static String where(Node node) {
        for (var at = node.parent(); at.isPresent(); at = at.get().parent()) {
            var place = at.get();
            if (Roles.CONTAINERS.contains(place.role())) {
                var name =
                        place.name().isEmpty() && Roles.RECORDS.contains(place.role())
                                ? place.allText()
                                : place.name();
                if (!name.isEmpty()) {
                    return place.role()
                            + " \""
                            + name.substring(0, Math.min(40, name.length()))
                            + "\"";
                }
            }
        }
        return "";
    }

    private static String label(Node node) {
        return node.name().isEmpty() ? node.allText() : node.name();
    }

    private static Optional<Handle> handle(Node node) {
        if (node.ref().isPresent()) {
            return node.ref().map(Handle.Ref::new);
        }
        var at = node.parent();
        while (at.isPresent() && at.get().ref().isEmpty()) {
            at = at.get().parent();
        }
        return at.flatMap(Node::ref).map(ref -> new Handle.TextIn(ref, label(node)));
    }

    /** The best tier, without an element that only wraps another one of them. */
    private static List<Candidate> best(List<Found> found) {
        var tier =
                found.stream().map(each -> each.candidate().tier()).min(Comparator.naturalOrder());
        if (tier.isEmpty()) {
            return List.of();
        }
        var best = found.stream().filter(each -> each.candidate().tier() == tier.get()).toList();
        return best.stream()
                .filter(each -> best.stream().noneMatch(other -> replaces(other, each)))
                .map(Found::candidate)
                .distinct()
                .toList();
    }

    private static final Set<String> PLAIN = Set.of("generic", "paragraph", Node.TEXT);

    /** Of two elements around the same thing the real control stays, else the inner one. */
    private static boolean replaces(Found other, Found each) {
        if (other.node().equals(each.node())) {
            return false;
        }
        boolean inside = other.node().isWithin(each.node());
        boolean around = each.node().isWithin(other.node());
        boolean otherPlain = PLAIN.contains(other.node().role());
        boolean eachPlain = PLAIN.contains(each.node().role());
        if (otherPlain != eachPlain) {
            return eachPlain && (inside || around);
        }
        return inside;
    }

    private String missing(Wanted wanted) {
        for (var scope : wanted.scopes()) {
            if (new Scopes(snapshot, scope.name(), scope.role(), false).find(true).isEmpty()) {
                return "no section \"" + scope.name() + "\"";
            }
        }
        return "no " + wanted.shown();
    }
}

package io.certyn.agent.find;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An element under consideration. */
record Found(Node node, Candidate candidate) {

    private static final Set<String> PLAIN = Set.of("generic", "paragraph", Node.TEXT);

    /** Nothing where the browser has no way to get hold of it. */
    static Optional<Found> of(Node node, Tier tier) {
        return handle(node)
                .map(handle ->
                        new Found(
                                node,
                                new Candidate(
                                        handle, node.role(), label(node), tier, where(node))));
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

    /** Whether the pointer reaches it; what is there for screen readers only is out of its way. */
    boolean isReachable() {
        return candidate.handle() instanceof Handle.Ref;
    }

    /**
     * The best tier, without an element that only wraps another one of them.
     *
     * @param acting whether one that can be reached is preferred
     */
    static List<Found> best(List<Found> found, boolean acting) {
        var tier =
                found.stream().map(each -> each.candidate().tier()).min(Comparator.naturalOrder());
        if (tier.isEmpty()) {
            return List.of();
        }
        var all = found.stream().filter(each -> each.candidate().tier() == tier.get()).toList();
        var reachable = all.stream().filter(Found::isReachable).toList();
        var best = acting && !reachable.isEmpty() ? reachable : all;
        return best.stream()
                .filter(each -> best.stream().noneMatch(other -> replaces(other, each)))
                .toList();
    }

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
}

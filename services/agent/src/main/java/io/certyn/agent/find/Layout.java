package io.certyn.agent.find;

import io.certyn.protocol.step.Target.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells elements of one name apart by where they lie to another element. */
final class Layout {

    /**
     * The closest one counts as meant when the next is so many times as far, and so many pixels.
     */
    private static final double CLEARLY = 1.5;

    private static final double AT_LEAST = 4;

    private Layout() {}

    /** An element and how far it is. */
    private record Distance(Node node, double gap) {}

    /**
     * The closest on that side; several when none is clearly closer than the others. Frames have
     * coordinates of their own, so only what lies in the same one is compared.
     */
    static List<Node> closest(List<Node> nodes, Side side, Node other) {
        var anchor = box(other);
        if (anchor.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Distance>();
        for (var node : nodes) {
            if (!node.equals(other) && frame(node).equals(frame(other))) {
                box(node)
                        .filter(box -> box.lies(side, anchor.get()))
                        .ifPresent(box -> found.add(new Distance(node, box.gap(anchor.get()))));
            }
        }
        found.sort(Comparator.comparingDouble(Distance::gap));
        if (found.isEmpty()) {
            return List.of();
        }
        double nearest = found.getFirst().gap();
        double limit = Math.max(nearest * CLEARLY, nearest + AT_LEAST);
        return found.stream().filter(each -> each.gap() <= limit).map(Distance::node).toList();
    }

    /** Text has no place of its own on record, but that of the element around it. */
    private static Optional<Box> box(Node node) {
        var at = Optional.of(node);
        while (at.isPresent() && at.get().box().isEmpty()) {
            at = at.get().parent();
        }
        return at.flatMap(Node::box);
    }

    private static Optional<Node> frame(Node node) {
        var at = node.parent();
        while (at.isPresent() && !at.get().role().equals("iframe")) {
            at = at.get().parent();
        }
        return at;
    }
}

package io.certyn.agent.find;

import io.certyn.protocol.step.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the parts of a page that a name stands for: named containers, headed sections, records. */
final class Scopes {

    private final Snapshot snapshot;
    private final String name;
    private final Optional<Role> role;
    private final boolean exactly;

    Scopes(Snapshot snapshot, String name, Optional<Role> role, boolean exactly) {
        this.snapshot = snapshot;
        this.name = name;
        this.role = role;
        this.exactly = exactly;
    }

    /** A part of the page: one element, or the siblings that follow a heading. */
    record Place(List<Node> roots, Tier tier) {

        boolean contains(Node node) {
            return roots.stream().anyMatch(node::isWithin);
        }

        String text() {
            return roots.stream().map(Node::allText).collect(Collectors.joining(" "));
        }
    }

    /** All places that fit best; records only where they are meant by their role or as a scope. */
    List<Place> find(boolean records) {
        var places = new ArrayList<Place>();
        var seen = new LinkedHashSet<Node>();
        for (var node : snapshot.nodes()) {
            Names.fit(node.name(), name, exactly)
                    .ifPresent(tier -> byName(node, tier, records, places, seen));
            if (records) {
                Names.fit(Names.normal(node.ownText()), name, exactly)
                        .ifPresent(tier -> record(node, tier, places, seen));
            }
        }
        var best = places.stream().map(Place::tier).min(Tier::compareTo);
        return best.map(tier -> places.stream().filter(place -> place.tier() == tier).toList())
                .orElse(List.of());
    }

    private void byName(Node node, Tier tier, boolean records, List<Place> places, Set<Node> seen) {
        if (Roles.CONTAINERS.contains(node.role()) || node.role().equals("generic")) {
            if (fitsRole(node) && seen.add(node)) {
                places.add(new Place(List.of(node), tier));
            }
        } else if (node.role().equals("heading") || node.role().equals("caption")) {
            headed(node, tier, places, seen);
        }
        if (records && !seen.contains(node)) {
            record(node, tier, places, seen);
        }
    }

    /** The section a heading opens: its nearest container, else everything up to the next one. */
    private void headed(Node heading, Tier tier, List<Place> places, Set<Node> seen) {
        var container = nearest(heading, Roles.CONTAINERS);
        if (container.isPresent() && isHeadedOnlyBy(container.get(), heading)) {
            if (fitsRole(container.get()) && seen.add(container.get())) {
                places.add(new Place(List.of(container.get()), tier));
            }
            return;
        }
        if (role.isPresent() && role.get() != Role.SECTION) {
            return;
        }
        var widest = heading;
        while (widest.parent().isPresent() && isHeadedOnlyBy(widest.parent().get(), heading)) {
            widest = widest.parent().get();
        }
        if (seen.add(widest)) {
            places.add(new Place(withFollowing(widest, heading), tier));
        }
    }

    /** The row, list item or card that has this text in it. */
    private void record(Node node, Tier tier, List<Place> places, Set<Node> seen) {
        var wanted = role.map(Roles::of).orElse(Roles.RECORDS);
        Optional.of(node)
                .filter(itself -> wanted.contains(itself.role()))
                .or(() -> nearest(node, wanted))
                .filter(container -> role.isPresent() || Roles.RECORDS.contains(container.role()))
                .filter(seen::add)
                .ifPresent(container -> places.add(new Place(List.of(container), tier)));
    }

    private boolean fitsRole(Node node) {
        return role.isEmpty()
                || Roles.of(role.get()).contains(node.role())
                || (role.get() == Role.SECTION && !Roles.RECORDS.contains(node.role()));
    }

    private static Optional<Node> nearest(Node node, Set<String> roles) {
        var at = node.parent();
        while (at.isPresent() && !roles.contains(at.get().role())) {
            at = at.get().parent();
        }
        return at;
    }

    private static boolean isHeadedOnlyBy(Node container, Node heading) {
        int level = heading.level() == 0 ? 6 : heading.level();
        var others = new ArrayList<Node>();
        container.walk(node -> {
            if (node != heading && node.level() > 0 && node.level() <= level) {
                others.add(node);
            }
        });
        return others.isEmpty();
    }

    private static List<Node> withFollowing(Node first, Node heading) {
        var roots = new ArrayList<Node>(List.of(first));
        var siblings = first.parent().map(Node::children).orElse(List.of());
        for (int i = siblings.indexOf(first) + 1; i < siblings.size(); i++) {
            if (!isHeadedOnlyBy(siblings.get(i), heading)) {
                break;
            }
            roots.add(siblings.get(i));
        }
        return roots;
    }
}

package io.certyn.agent.explore;

import io.certyn.agent.find.Node;
import io.certyn.agent.find.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a page is built, without what it says: the roles that occur and in what they lie. Text,
 * numbers and how often something is repeated play no part, so that two products look the same.
 */
public record Skeleton(Set<String> places) {

    /** From here on two pages with the same template are the same state. */
    private static final double SAME = 0.85;

    private static final Set<String> MEANINGLESS = Set.of(Node.TEXT, "generic", "none", "root");

    public Skeleton {
        places = Set.copyOf(places);
    }

    public static Skeleton of(Snapshot snapshot) {
        var places = new TreeSet<String>();
        collect(snapshot.root(), "", places);
        return new Skeleton(places);
    }

    private static void collect(Node node, String within, Set<String> places) {
        var place = within;
        if (!MEANINGLESS.contains(node.role())) {
            place = within + "/" + node.role();
            places.add(place);
        }
        for (var child : node.children()) {
            collect(child, place, places);
        }
    }

    /** The same for every page that is built exactly like this. */
    public String hash() {
        return Fingerprint.of(List.copyOf(new TreeSet<>(places)));
    }

    public boolean isLike(Skeleton other) {
        if (places.isEmpty() && other.places.isEmpty()) {
            return true;
        }
        var both = new HashSet<>(places);
        both.retainAll(other.places);
        int either = places.size() + other.places.size() - both.size();
        return both.size() >= SAME * either;
    }

    /** Whether something came that was not there before. */
    public boolean addsTo(Skeleton before) {
        return !before.places.containsAll(places);
    }
}

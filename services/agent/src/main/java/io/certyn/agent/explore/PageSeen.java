package io.certyn.agent.explore;

import java.util.List;
import java.util.Set;

/**
 * A page that was visited, with all that was noticed there.
 *
 * @param place how one got there
 * @param sight what it is made of; for a page that did not come, of nothing
 * @param happenings while it came and while things on it were pressed
 * @param violations empty also where another page of its kind was checked
 * @param opened what showed something new when pressed
 * @param stuck dialogs that stayed open when told to close
 */
public record PageSeen(
        Frontier.Place place,
        Arrival arrival,
        Sight sight,
        Skeleton skeleton,
        List<Happening> happenings,
        List<Violation> violations,
        List<String> opened,
        List<String> stuck) {

    public PageSeen {
        happenings = List.copyOf(happenings);
        violations = List.copyOf(violations);
        opened = List.copyOf(opened);
        stuck = List.copyOf(stuck);
    }

    /** Its first heading of the first level; empty for none. */
    public String heading() {
        return sight.headings().isEmpty() ? "" : sight.headings().getFirst();
    }

    /** A page that did not come as it should. */
    public static PageSeen failed(
            Frontier.Place place, Arrival arrival, List<Happening> happenings) {
        return new PageSeen(
                place,
                arrival,
                Sight.nothing(place.url()),
                new Skeleton(Set.of()),
                happenings,
                List.of(),
                List.of(),
                List.of());
    }
}

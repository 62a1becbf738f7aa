package io.certyn.broker.placement;

import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The waiting sessions and the room of one pool. */
final class PoolBacklog {

    /** What lies beyond is read from the queue again when there is room for it. */
    private static final int MOST_REMEMBERED = 10_000;

    private final TreeSet<Waiting> waiting = new TreeSet<>(Waiting.ORDER);
    private final Map<SessionId, Waiting> bySession = new HashMap<>();
    private final Map<SessionId, Offer> offers = new HashMap<>();
    private final Map<RunnerId, Seat> seats = new HashMap<>();
    private final Set<RunnerId> parked = new HashSet<>();

    void add(Waiting next) {
        var known = bySession.get(next.session());
        if (next.equals(known) || (known == null && waiting.size() >= MOST_REMEMBERED)) {
            return;
        }
        remove(next.session());
        waiting.add(next);
        bySession.put(next.session(), next);
    }

    void remove(SessionId session) {
        var known = bySession.remove(session);
        if (known != null) {
            waiting.remove(known);
        }
        offers.remove(session);
    }

    void reconcile(Collection<Waiting> queued) {
        var listed = queued.stream().map(Waiting::session).collect(Collectors.toSet());
        List.copyOf(bySession.keySet()).stream()
                .filter(session -> !listed.contains(session))
                .forEach(this::remove);
        queued.forEach(this::add);
    }

    void seat(Seat seat) {
        seats.put(seat.runner(), seat);
    }

    void parked(RunnerId runner, boolean isParked) {
        if (isParked) {
            parked.add(runner);
        } else {
            parked.remove(runner);
        }
    }

    void declined(SessionId session, String offer) {
        offers.computeIfPresent(session, (_, open) -> open.id().equals(offer) ? null : open);
    }

    Optional<Offer> offer(SessionId session) {
        return Optional.ofNullable(offers.get(session));
    }

    boolean hasRoom(Instant now) {
        return seats.values().stream().anyMatch(seat -> seat.isKnownAt(now) && seat.free() > 0);
    }

    List<Offer> match(Instant now, Supplier<String> ids, Duration life) {
        offers.values().removeIf(offer -> !now.isBefore(offer.until()));
        seats.values().removeIf(seat -> !seat.isKnownAt(now));
        var made = new ArrayList<Offer>();
        for (var next : waiting) {
            if (credit() <= 0) {
                break;
            }
            if (!offers.containsKey(next.session())) {
                place(next)
                        .map(target -> new Offer(ids.get(), next, target.to(), now.plus(life)))
                        .ifPresent(offer -> {
                            offers.put(next.session(), offer);
                            made.add(offer);
                        });
            }
        }
        return made;
    }

    /** Slots that nothing is offered to. */
    private int credit() {
        var free = seats.values().stream().filter(this::isReachable).mapToInt(Seat::free).sum();
        return free - (int) offers.values().stream().filter(this::countsNow).count();
    }

    private boolean countsNow(Offer offer) {
        return offer.to() == null || parked.contains(offer.to());
    }

    private boolean isReachable(Seat seat) {
        return switch (seat.route()) {
            case TOPIC -> true;
            case SYNC -> parked.contains(seat.runner());
        };
    }

    private record Target(@Nullable RunnerId to) {}

    private Optional<Target> place(Waiting next) {
        var suitable =
                seats.values().stream()
                        .filter(seat -> isReachable(seat) && seat.suits(next) && room(seat) > 0)
                        .sorted(
                                Comparator.comparing(
                                                (Seat seat) -> seat.runner().equals(next.avoid()))
                                        .thenComparingInt(seat -> -room(seat)))
                        .findFirst();
        return suitable.map(seat ->
                switch (seat.route()) {
                    case TOPIC -> new Target(null);
                    case SYNC -> new Target(seat.runner());
                });
    }

    private int room(Seat seat) {
        return seat.free()
                - (int)
                        offers.values().stream()
                                .filter(offer -> Objects.equals(offer.to(), seat.runner()))
                                .count();
    }
}

package io.certyn.broker.placement;

import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The waiting sessions and the room of one pool. */
final class PoolBacklog {

    /** What lies beyond is read from the queue again when there is room for it. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<SessionId, Waiting> waiting = new HashMap<>();
    private final Lanes unoffered = new Lanes();
    private final Seats seats = new Seats();

    /** Of these the reading at hand says nothing, as they changed since it began; null without. */
    private @Nullable Set<SessionId> touched;

    /** In the order in which they were made, which is that in which they lapse. */
    private final Map<SessionId, Offer> offers = new LinkedHashMap<>();

    void add(Waiting next) {
        touch(next.session());
        put(next);
    }

    private void touch(SessionId session) {
        var during = touched;
        if (during != null) {
            during.add(session);
        }
    }

    private void put(Waiting next) {
        var known = waiting.get(next.session());
        if (next.equals(known) || (known == null && waiting.size() >= MOST_REMEMBERED)) {
            return;
        }
        drop(next.session());
        waiting.put(next.session(), next);
        unoffered.add(next);
    }

    void remove(SessionId session) {
        touch(session);
        drop(session);
    }

    void remove(SessionId session, long epoch) {
        var known = waiting.get(session);
        if (known != null && known.epoch() == epoch) {
            remove(session);
        }
    }

    private void drop(SessionId session) {
        var known = waiting.remove(session);
        if (known != null) {
            unoffered.remove(known);
        }
        withdraw(session);
    }

    void reading() {
        touched = new HashSet<>();
    }

    void readingEnded() {
        touched = null;
    }

    void reconcile(Collection<Waiting> queued, int most) {
        var newer = touched == null ? Set.<SessionId>of() : touched;
        var listing = unoffered.listing(queued, most);
        List.copyOf(waiting.values()).stream()
                .filter(known -> listing.lacks(known) && !newer.contains(known.session()))
                .forEach(gone -> drop(gone.session()));
        queued.stream().filter(one -> !newer.contains(one.session())).forEach(this::put);
        seats.keepDemands(unoffered.demands());
    }

    void seat(Seat seat) {
        seats.seat(seat);
    }

    void parked(RunnerId runner, Object poll) {
        seats.parked(runner, poll);
    }

    void unparked(RunnerId runner, Object poll) {
        seats.unparked(runner, poll);
    }

    void declined(SessionId session, String offer) {
        var open = offers.get(session);
        if (open != null && open.id().equals(offer)) {
            offerAgain(open);
        }
    }

    Optional<Offer> offer(SessionId session) {
        return Optional.ofNullable(offers.get(session));
    }

    boolean isOpen(Instant now) {
        seats.lapse(now);
        return seats.isAnyFree();
    }

    /** Whether there is room for sessions that the queue holds and this does not. */
    boolean runsOut(Instant now) {
        seats.lapse(now);
        return unoffered.runsOut() && seats.hasRoom();
    }

    /**
     * @param capped tenants that run as many sessions as they may
     */
    List<Offer> match(Instant now, Set<TenantId> capped, Supplier<String> ids, Duration life) {
        seats.lapse(now);
        lapsed(now).forEach(this::offerAgain);
        var made = new ArrayList<Offer>();
        var next = next(now, capped);
        while (next.isPresent()) {
            made.add(make(next.get(), now.plus(life), ids.get()));
            next = next(now, capped);
        }
        return made;
    }

    private Optional<Waiting> next(Instant now, Set<TenantId> capped) {
        return unoffered.first(
                now, first -> !capped.contains(first.tenant()) && seats.hasRoomFor(first));
    }

    private Offer make(Waiting next, Instant until, String id) {
        var to = seats.target(next).orElseThrow().to();
        var offer = new Offer(id, next, to, until);
        unoffered.remove(next);
        offers.put(next.session(), offer);
        seats.promise(to, 1);
        return offer;
    }

    private List<Offer> lapsed(Instant now) {
        var lapsed = new ArrayList<Offer>();
        for (var offer : offers.values()) {
            if (now.isBefore(offer.until())) {
                break;
            }
            lapsed.add(offer);
        }
        return lapsed;
    }

    private void offerAgain(Offer offer) {
        withdraw(offer.waiting().session());
        unoffered.add(offer.waiting());
    }

    private void withdraw(SessionId session) {
        var offer = offers.remove(session);
        if (offer != null) {
            seats.promise(offer.to(), -1);
        }
    }
}

package io.certyn.broker.lease.store;

import io.certyn.broker.lease.Exchange;
import io.certyn.broker.lease.Ledger;
import io.certyn.broker.lease.Settled;
import io.certyn.broker.lease.Settlement;
import io.certyn.broker.lease.Visiting;
import io.certyn.broker.lease.store.Door.Entrance;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Those of a group who were let in, and what they bring together. */
final class Guests {

    private final Map<RunnerId, Guest> guests = new LinkedHashMap<>();

    /**
     * @param entrances one for each of the group, in its order
     */
    Guests(List<Visiting> group, List<Entrance> entrances) {
        for (int i = 0; i < group.size(); i++) {
            if (entrances.get(i) instanceof Entrance.Open open) {
                guests.put(group.get(i).visitor().runner(), new Guest(group.get(i), open));
            }
        }
    }

    private record Guest(Visiting visiting, Entrance.Open entrance) {

        Exchange exchange() {
            return visiting.exchange();
        }

        boolean claims() {
            return visiting.claims();
        }
    }

    Set<RunnerId> runners() {
        return guests.keySet();
    }

    /** Those whose leases must all be known: to count their slots, or to miss what they lost. */
    Set<RunnerId> counted() {
        return guests.entrySet().stream()
                .filter(one ->
                        one.getValue().claims()
                                || one.getValue().exchange().holdings().inventory() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Set<TenantId> claiming() {
        return guests.values().stream()
                .filter(Guest::claims)
                .map(one -> one.entrance().runner().tenant())
                .collect(Collectors.toSet());
    }

    /** Every session they name. */
    Set<SessionId> named() {
        var sessions = telling();
        exchanges()
                .forEach(exchange -> {
                    exchange.holdings().leases().forEach(lease -> sessions.add(lease.session()));
                    exchange.wishes().claims().forEach(claim -> sessions.add(claim.session()));
                    exchange.wishes()
                            .declines()
                            .forEach(decline -> sessions.add(decline.session()));
                });
        return sessions;
    }

    /** The sessions that they tell something of. */
    Set<SessionId> telling() {
        var sessions = new HashSet<SessionId>();
        exchanges()
                .forEach(exchange -> {
                    exchange.results().completions().forEach(done -> sessions.add(done.session()));
                    exchange.results().happenings().forEach(what -> sessions.add(what.session()));
                });
        return sessions;
    }

    Map<RunnerId, List<Exchange.Acknowledged>> acks() {
        var acks = new HashMap<RunnerId, List<Exchange.Acknowledged>>();
        guests.forEach((runner, one) -> acks.put(runner, one.exchange().results().acks()));
        return acks;
    }

    private Stream<Exchange> exchanges() {
        return guests.values().stream().map(Guest::exchange);
    }

    /**
     * Settles one after the other: who comes later finds what the earlier ones left. Those that
     * claim come last, since what others end gives their tenant room.
     */
    Map<RunnerId, Settled> settle(Ledger ledger, TenantRoom room) {
        var settled = new HashMap<RunnerId, Settled>();
        settle(one -> !one.claims(), ledger, room, settled);
        settle(Guest::claims, ledger, room, settled);
        return settled;
    }

    private void settle(
            Predicate<Guest> which,
            Ledger ledger,
            TenantRoom room,
            Map<RunnerId, Settled> settled) {
        guests.forEach((runner, one) -> {
            if (!which.test(one)) {
                return;
            }
            var claimant = room.seenBy(one.entrance().runner(), ledger);
            var done = Settlement.settle(ledger, claimant, one.entrance().slots(), one.exchange());
            settled.put(runner, done);
        });
    }
}

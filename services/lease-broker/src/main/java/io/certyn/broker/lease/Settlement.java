package io.certyn.broker.lease;

import io.certyn.broker.lease.Settled.Advice;
import io.certyn.broker.lease.Settled.Claimed;
import io.certyn.broker.lease.Settled.Completed;
import io.certyn.broker.lease.Settled.Receipt;
import io.certyn.broker.lease.Settled.Ruling;
import io.certyn.ids.SessionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Applies what one sync carries, in an order in which nothing in it contradicts itself: first what
 * a new instance takes over, then what is kept and what ended, which frees slots, then claims.
 */
public final class Settlement {

    private final Ledger ledger;
    private final Claimant claimant;
    private final Exchange exchange;

    private Settlement(Ledger ledger, Claimant claimant, Exchange exchange) {
        this.ledger = ledger;
        this.claimant = claimant;
        this.exchange = exchange;
    }

    /** Settles everything; the claimant's free slots are counted here, after what ended. */
    public static Settled settle(Ledger ledger, Claimant claimant, int slots, Exchange exchange) {
        return new Settlement(ledger, claimant, exchange).settle(slots);
    }

    /** What to do with what a runner names, without renewing or changing anything. */
    public static List<Ruling> look(Ledger ledger, Holder holder, Exchange.Holdings holdings) {
        return holdings.leases().stream()
                .map(lease -> ruling(ledger, holder, lease.session(), lease.epoch()))
                .toList();
    }

    private Settled settle(int slots) {
        takeOver();
        var voided = voided();
        var rulings = new LinkedHashMap<Ledger.Attempt, Ruling>();
        exchange.holdings().leases().forEach(lease -> rulings.put(key(lease), progress(lease)));
        containers().forEach(container -> rulings.computeIfAbsent(key(container), this::ruling));
        // Before completions end their leases: these happened while they were held.
        exchange.results().happenings().stream()
                .sorted(Comparator.comparingLong(Exchange.Happening::number))
                .forEach(what -> ledger.hear(claimant.holder(), what));
        var completions = exchange.results().completions().stream().map(this::complete).toList();
        exchange.wishes().declines().forEach(this::release);
        return new Settled(claim(slots), List.copyOf(rulings.values()), completions, voided);
    }

    private void takeOver() {
        named().forEach(lease ->
                ledger.apply(
                        lease.session(), new LeaseCommand.Adopt(claimant.holder(), lease.epoch())));
        if (exchange.holdings().inventory() != null) {
            ledger.heldBy(claimant.holder().runner())
                    .forEach(held ->
                            ledger.apply(
                                    held.session(),
                                    new LeaseCommand.Lose(claimant.holder(), held.epoch())));
        }
    }

    private Set<Ledger.Attempt> voided() {
        return Stream.concat(
                        named(),
                        exchange.results().happenings().stream()
                                .map(what -> new Ledger.Attempt(what.session(), what.epoch())))
                .filter(lease ->
                        ledger.find(lease.session())
                                .filter(now -> now.hasLeftBehind(lease.epoch()))
                                .isPresent())
                .collect(Collectors.toSet());
    }

    /** Everything the runner still knows of, be it only the result. */
    private Stream<Ledger.Attempt> named() {
        return Stream.of(
                        exchange.holdings().leases().stream().map(Settlement::key),
                        containers().stream().map(Settlement::key),
                        exchange.results().completions().stream()
                                .map(done -> new Ledger.Attempt(done.session(), done.epoch())))
                .flatMap(keys -> keys)
                .distinct();
    }

    private List<Exchange.Container> containers() {
        var inventory = exchange.holdings().inventory();
        return inventory == null ? List.of() : inventory;
    }

    private Ruling progress(Exchange.Holding lease) {
        var report =
                new LeaseCommand.Progress(
                        claimant.holder(), lease.epoch(), lease.stage(), lease.image());
        ledger.apply(lease.session(), report);
        return ruling(ledger, claimant.holder(), lease.session(), lease.epoch());
    }

    private Ruling ruling(Ledger.Attempt lease) {
        return ruling(ledger, claimant.holder(), lease.session(), lease.epoch());
    }

    private static Ruling ruling(Ledger ledger, Holder holder, SessionId session, long epoch) {
        if (!(ledger.find(session).orElse(null) instanceof Lease.Held held)
                || !held.isHeldBy(holder, epoch)) {
            return new Ruling(session, epoch, Advice.KILL, Refusal.STALE.name());
        }
        if (!ledger.now().isBefore(held.deadline())) {
            return new Ruling(session, epoch, Advice.KILL, held.overdueReason());
        }
        var stop = held.stop();
        return stop == null
                ? new Ruling(session, epoch, Advice.KEEP, null)
                : new Ruling(session, epoch, Advice.STOP, stop.code());
    }

    private Completed complete(Exchange.Completing done) {
        var known = ledger.acceptedReport(done.session(), done.epoch());
        var decision =
                ledger.apply(
                        done.session(),
                        new LeaseCommand.Complete(
                                claimant.holder(), done.epoch(), done.report(), known));
        return new Completed(done.session(), done.epoch(), receipt(decision));
    }

    private static Receipt receipt(Optional<Decision> decision) {
        return switch (decision.orElse(null)) {
            case Decision.Moved _ -> Receipt.ACCEPTED;
            case Decision.Unchanged _ -> Receipt.REPLAYED;
            case Decision.Refused(var why) ->
                    why == Refusal.CONFLICT ? Receipt.CONFLICT : Receipt.STALE;
            case null -> Receipt.STALE;
        };
    }

    private void release(Exchange.Declining decline) {
        ledger.apply(
                decline.session(), new LeaseCommand.Release(claimant.holder(), decline.offer()));
    }

    private List<Claimed> claim(int slots) {
        var occupied =
                ledger.heldBy(claimant.holder().runner()).stream()
                        .filter(held -> held.stage().occupiesSlot())
                        .count();
        var state = claimant.withFreeSlots(slots - (int) occupied);
        var answers = new ArrayList<Claimed>();
        for (var wish : exchange.wishes().claims()) {
            var command = new LeaseCommand.Claim(state, wish.expectedEpoch(), wish.offer());
            var decision = ledger.apply(wish.session(), command);
            if (decision.orElse(null) instanceof Decision.Moved) {
                state = state.busier();
            }
            answers.add(claimed(wish, decision));
        }
        return answers;
    }

    private static Claimed claimed(Exchange.Claiming wish, Optional<Decision> decision) {
        return switch (decision.orElse(null)) {
            case Decision.Moved(Lease.Held held, var _) -> new Claimed.Granted(held);
            case Decision.Unchanged(Lease.Held held) -> new Claimed.Granted(held);
            case Decision.Refused(var why) ->
                    new Claimed.Denied(wish.session(), wish.expectedEpoch(), why);
            // A session nobody knows is none the runner may have.
            case null -> new Claimed.Denied(wish.session(), wish.expectedEpoch(), Refusal.TAKEN);
            case Decision.Moved _, Decision.Unchanged _ ->
                    throw new IllegalStateException("a claim that ends in no lease: " + wish);
        };
    }

    private static Ledger.Attempt key(Exchange.Holding lease) {
        return new Ledger.Attempt(lease.session(), lease.epoch());
    }

    private static Ledger.Attempt key(Exchange.Container container) {
        return new Ledger.Attempt(container.session(), container.epoch());
    }
}

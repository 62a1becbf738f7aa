package io.certyn.broker.lease;

import static io.certyn.broker.lease.LeaseSamples.POOL;
import static io.certyn.broker.lease.LeaseSamples.TENANT;
import static io.certyn.broker.lease.LeaseSamples.TERMS;

import io.certyn.broker.lease.Settled.Advice;
import io.certyn.broker.lease.Settled.Claimed;
import io.certyn.broker.lease.Settled.Receipt;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.protocol.Sync;
import io.certyn.testing.world.Faults;
import io.certyn.testing.world.Network;
import io.certyn.testing.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One broker, a few runners and sessions in a world that loses, repeats and delays their messages
 * and kills and freezes runners. The broker is the real settlement on tables in memory; the runner
 * is a model of what the protocol demands of one.
 */
final class LeaseSimulation {

    private static final int SESSIONS = 4;
    private static final int RUNNERS = 3;
    private static final int SLOTS = 2;
    private static final Duration STORM = Duration.ofMinutes(6);
    private static final Duration CALM = Duration.ofMinutes(40);
    private static final int MOST_ATTEMPTS = 3;

    /** Slow enough that it matters from when on a deadline is counted. */
    private static final Faults SLOW =
            new Faults(0.1, 0.1, Duration.ofMillis(1), Duration.ofSeconds(12));

    /** What may be built wrong; each must be noticed. */
    enum Plant {
        NONE,
        NO_EPOCH_CHECK,
        NO_STOP,
        TTL_BELOW_DEADLINE,
        RESULT_BEATS_CANCEL,
        DRAIN_ENDS_SESSION,
        REQUEUE_BEYOND_ATTEMPTS,
        MISSING_INBOX,
        NO_REPLAY_CHECK,
        DEADLINE_FROM_RECEIPT,
        CLAIM_BEYOND_SLOTS,
        SWEEPER_ASLEEP,
        RENEWAL_ERROR_IS_LOSS,
        SLOT_HELD_ON_SUBMIT_ERROR,
        CLAIM_REPEATED_UNDER_ANOTHER_OFFER
    }

    private final World world;
    private final Network network;
    private final Plant plant;
    private final Map<SessionId, Lease> table = new LinkedHashMap<>();
    private final Map<Ledger.Attempt, String> reports = new HashMap<>();
    private final Map<RunnerId, Long> runnerEpochs = new HashMap<>();
    private final Set<UUID> inbox = new HashSet<>();
    private final List<LeaseEvent> facts = new ArrayList<>();
    private final Set<SessionId> cancelled = new HashSet<>();
    private final Set<SessionId> over = new HashSet<>();
    private final Map<SessionId, Long> live = new HashMap<>();
    private final List<Runner> runners = new ArrayList<>();
    private int factsSeen;
    private boolean storm = true;

    LeaseSimulation(long seed, Plant plant) {
        this.world = new World(seed);
        this.network = new Network(world, SLOW);
        this.plant = plant;
    }

    void run() {
        for (int i = 0; i < RUNNERS; i++) {
            runners.add(new Runner(i));
        }
        for (int i = 0; i < SESSIONS; i++) {
            request(new SessionId(new UUID(1, i)));
        }
        world.always("at most one live agent per session", this::oneAgent);
        world.always("facts follow from each other", this::factsHold);
        world.always("a result is its own lease's", this::resultsHold);
        world.always("no more leases than attempts", this::attemptsHold);
        world.always("no runner holds more than its slots", this::slotsHold);
        world.every(Duration.ofSeconds(1), "sweep", this::sweep);
        world.every(Duration.ofSeconds(30), "drain", this::drain);
        world.run(STORM);
        storm = false;
        network.become(Faults.CALM);
        runners.forEach(Runner::recover);
        for (int minute = 0; minute < CALM.toMinutes() && !isOver(); minute++) {
            world.run(Duration.ofMinutes(1));
        }
        world.expect("every session ends in the calm", this::allOver);
        world.run(Duration.ofMinutes(1));
        world.expect("every slot is free in the calm", this::allFree);
    }

    private void request(SessionId session) {
        var event = new UUID(2, session.value().getLeastSignificantBits());
        world.after(
                world.between(Duration.ZERO, Duration.ofMinutes(2)),
                "request " + session,
                () ->
                        network.send(
                                "orchestrator",
                                "broker",
                                "request",
                                () -> requested(event, session)));
        // The consumer repeats until the request is stored.
        world.after(Duration.ofMinutes(3), "request again", () -> requested(event, session));
        if (world.chance(0.3)) {
            world.after(
                    world.between(Duration.ofMinutes(3), Duration.ofMinutes(7)),
                    "cancel " + session,
                    () -> cancel(session));
        }
    }

    // ---- the broker

    private void requested(UUID event, SessionId session) {
        var isKnown = plant == Plant.MISSING_INBOX ? false : !inbox.add(event);
        if (!isKnown) {
            var spec = LeaseSamples.spec(session, RetryOnLost.ALWAYS, MOST_ATTEMPTS);
            table.put(
                    session,
                    new Lease.Queued(
                            spec,
                            0,
                            0,
                            Lease.Queued.AT_ONCE,
                            world.now().plus(Duration.ofHours(2)),
                            null));
        }
    }

    private void cancel(SessionId session) {
        var ledger = ledger();
        ledger.apply(session, new LeaseCommand.Cancel());
        if (!(table.get(session) instanceof Lease.Finished)) {
            cancelled.add(session);
        }
        store(ledger);
    }

    private void drain() {
        if (!storm) {
            return;
        }
        var ledger = ledger();
        List.copyOf(table.keySet()).stream()
                .filter(_ -> world.chance(0.1))
                .forEach(session -> ledger.apply(session, new LeaseCommand.Drain()));
        store(ledger);
    }

    private void sweep() {
        if (plant == Plant.SWEEPER_ASLEEP) {
            return;
        }
        var ledger = ledger();
        List.copyOf(table.keySet())
                .forEach(session -> ledger.apply(session, new LeaseCommand.Expire()));
        store(ledger);
    }

    private Ledger ledger() {
        return new Ledger(
                table.values(),
                new Ledger.Recorded(reports, Map.of()),
                world.now(),
                TERMS,
                this::decide);
    }

    private void store(Ledger ledger) {
        for (var change : ledger.changes()) {
            table.put(change.after().session(), change.after());
            var hash = ledger.reportAcceptedNow(change.after().session());
            if (hash != null) {
                reports.put(
                        new Ledger.Attempt(change.after().session(), change.before().epoch()),
                        hash);
            }
            facts.addAll(change.events());
        }
    }

    private Decision decide(Lease lease, LeaseCommand command, Instant now, Terms terms) {
        return switch (plant) {
            case NO_EPOCH_CHECK -> Lease.decide(lease, withoutEpoch(lease, command), now, terms);
            case RESULT_BEATS_CANCEL ->
                    command instanceof LeaseCommand.Complete
                                    && lease instanceof Lease.Held held
                                    && held.stop() == StopReason.CANCELLED
                            ? Lease.decide(unstopped(held), command, now, terms)
                            : Lease.decide(lease, command, now, terms);
            case DRAIN_ENDS_SESSION ->
                    command instanceof LeaseCommand.Complete
                                    && lease instanceof Lease.Held held
                                    && held.stop() == StopReason.DRAINED
                            ? Lease.decide(unstopped(held), command, now, terms)
                            : Lease.decide(lease, command, now, terms);
            case REQUEUE_BEYOND_ATTEMPTS -> Lease.decide(patient(lease), command, now, terms);
            case TTL_BELOW_DEADLINE -> shortened(Lease.decide(lease, command, now, terms), now);
            case NO_REPLAY_CHECK ->
                    command instanceof LeaseCommand.Complete done
                                    && lease instanceof Lease.Finished over
                            ? new Decision.Moved(
                                    over,
                                    new LeaseEvent.Finished(
                                            LeaseSamples.spec(
                                                    over.session(), RetryOnLost.ALWAYS, 1),
                                            done.epoch(),
                                            1,
                                            done.by().runner(),
                                            Ending.reported(done.report())))
                            : Lease.decide(lease, command, now, terms);
            case CLAIM_BEYOND_SLOTS ->
                    command instanceof LeaseCommand.Claim claim
                            ? Lease.decide(
                                    lease,
                                    new LeaseCommand.Claim(
                                            claim.by().withFreeSlots(9),
                                            claim.expectedEpoch(),
                                            claim.offer()),
                                    now,
                                    terms)
                            : Lease.decide(lease, command, now, terms);
            case CLAIM_REPEATED_UNDER_ANOTHER_OFFER ->
                    command instanceof LeaseCommand.Claim claim && lease instanceof Lease.Held held
                            ? Lease.decide(
                                    lease,
                                    new LeaseCommand.Claim(
                                            claim.by(), claim.expectedEpoch(), held.hold().offer()),
                                    now,
                                    terms)
                            : Lease.decide(lease, command, now, terms);
            case NONE,
                    NO_STOP,
                    MISSING_INBOX,
                    DEADLINE_FROM_RECEIPT,
                    SWEEPER_ASLEEP,
                    RENEWAL_ERROR_IS_LOSS,
                    SLOT_HELD_ON_SUBMIT_ERROR ->
                    Lease.decide(lease, command, now, terms);
        };
    }

    private static LeaseCommand withoutEpoch(Lease lease, LeaseCommand command) {
        if (!(lease instanceof Lease.Held held)) {
            return command;
        }
        return switch (command) {
            case LeaseCommand.Complete it ->
                    new LeaseCommand.Complete(
                            held.hold().by(), held.epoch(), it.report(), it.known());
            case LeaseCommand.Progress it ->
                    new LeaseCommand.Progress(
                            held.hold().by(), held.epoch(), it.stage(), it.image());
            case LeaseCommand.Claim _,
                    LeaseCommand.Adopt _,
                    LeaseCommand.Release _,
                    LeaseCommand.Lose _,
                    LeaseCommand.Refuse _,
                    LeaseCommand.Cancel _,
                    LeaseCommand.Drain _,
                    LeaseCommand.Expire _ ->
                    command;
        };
    }

    private static Lease.Held unstopped(Lease.Held held) {
        return new Lease.Held(
                held.spec(),
                held.epoch(),
                held.lost(),
                held.hold(),
                held.stage(),
                held.deadline(),
                null);
    }

    private static Lease patient(Lease lease) {
        return lease instanceof Lease.Held held
                ? new Lease.Held(
                        LeaseSamples.spec(held.session(), RetryOnLost.ALWAYS, 99),
                        held.epoch(),
                        held.lost(),
                        held.hold(),
                        held.stage(),
                        held.deadline(),
                        held.stop())
                : lease;
    }

    private static Decision shortened(Decision decision, Instant now) {
        if (decision instanceof Decision.Moved(Lease.Held held, var events)) {
            var hold =
                    new Hold(
                            held.hold().by(),
                            held.hold().offer(),
                            Duration.ofSeconds(12),
                            now.plusSeconds(12));
            return new Decision.Moved(
                    new Lease.Held(
                            held.spec(),
                            held.epoch(),
                            held.lost(),
                            hold,
                            held.stage(),
                            held.deadline(),
                            held.stop()),
                    events);
        }
        return decision;
    }

    /** One sync at the broker; null for an instance that is not the newest. */
    private @Nullable Settled exchange(Holder by, Exchange exchange) {
        if (runnerEpochs.getOrDefault(by.runner(), 0L) != by.runnerEpoch()) {
            return null;
        }
        var ledger = ledger();
        var claimant = new Claimant(by, TENANT, POOL, true, Map.of(), 0, Integer.MAX_VALUE);
        var settled = Settlement.settle(ledger, claimant, SLOTS, exchange);
        store(ledger);
        return settled;
    }

    // ---- runners

    /** A session in a runner's hands. */
    private static final class Work {
        private final SessionId session;
        private final long epoch;
        private Stage stage = Stage.LEASED;
        private boolean isAgentAlive;
        private Instant actsUntil;
        private @Nullable Report result;
        private int submissions;

        private Work(SessionId session, long epoch, Instant actsUntil) {
            this.session = session;
            this.epoch = epoch;
            this.actsUntil = actsUntil;
        }
    }

    /** A claim that was neither answered yet nor given up. */
    private record Pending(Exchange.Claiming claim, Instant since) {}

    private final class Runner {

        private final String name;
        private final RunnerId id;
        private final Map<SessionId, Work> work = new LinkedHashMap<>();
        private final Map<String, Pending> claims = new LinkedHashMap<>();
        private final List<Exchange.Claiming> offersKept = new ArrayList<>();
        private Holder holder;
        private boolean isDown;
        private boolean needsInventory;
        private boolean awaitsAnswer;
        private int slotsHeld;
        private int exchanges;

        private Runner(int number) {
            name = "runner-" + number;
            id = new RunnerId(new UUID(3, number));
            holder = open();
            world.every(Duration.ofSeconds(5), name + " syncs", this::sync);
            world.every(Duration.ofMillis(500), name + " watches its deadlines", this::watch);
            world.every(Duration.ofSeconds(3), name + " works", this::proceed);
            world.every(Duration.ofSeconds(20), name + " meets trouble", this::trouble);
        }

        private Holder open() {
            var epoch = runnerEpochs.merge(id, 1L, Long::sum);
            needsInventory = true;
            return new Holder(id, epoch, "host-" + name);
        }

        private void trouble() {
            if (!storm || isDown) {
                return;
            }
            if (world.chance(0.08)) {
                crash();
            } else if (world.chance(0.08)) {
                network.cut(name);
                world.after(
                        world.between(Duration.ofSeconds(5), Duration.ofSeconds(90)),
                        name + " is back on the network",
                        () -> network.heal(name));
            }
        }

        /** The process dies with its agents; results that were spooled survive. */
        private void crash() {
            isDown = true;
            world.tell(name + " crashes");
            work.values().removeIf(one -> one.result == null);
            world.after(
                    world.between(Duration.ofSeconds(2), Duration.ofSeconds(60)),
                    name + " restarts",
                    this::restart);
        }

        private void restart() {
            isDown = false;
            awaitsAnswer = false;
            slotsHeld = 0;
            claims.clear();
            offersKept.clear();
            holder = open();
        }

        private void recover() {
            network.heal(name);
            if (isDown) {
                restart();
            }
        }

        /** The self-deadline: whatever was not renewed in time dies. */
        private void watch() {
            if (isDown || plant == Plant.NO_STOP) {
                return;
            }
            work.values().stream()
                    .filter(one -> one.isAgentAlive && !world.now().isBefore(one.actsUntil))
                    .toList()
                    .forEach(one -> kill(one));
        }

        private void kill(Work one) {
            // The kill itself takes a while, within its grace.
            world.after(
                    world.between(Duration.ZERO, TERMS.killGrace().minusMillis(600)),
                    name + " kills " + one.session,
                    () -> {
                        one.isAgentAlive = false;
                        work.remove(one.session, one);
                    });
        }

        private void proceed() {
            if (isDown) {
                return;
            }
            for (var one : work.values()) {
                switch (one.stage) {
                    case LEASED -> {
                        one.stage = Stage.STARTING;
                        one.isAgentAlive = true;
                    }
                    case STARTING -> one.stage = Stage.RUNNING;
                    case RUNNING -> {
                        if (one.isAgentAlive && world.chance(0.1)) {
                            one.isAgentAlive = false;
                            one.result = result(one);
                            one.stage = Stage.FINISHING;
                        }
                    }
                    case FINISHING -> {}
                }
            }
        }

        private Report result(Work one) {
            var hash = one.session + "/" + one.epoch;
            if (storm && world.chance(0.15)) {
                return new Report(List.of(), "AGENT_CRASHED", null, hash, null);
            }
            var passed = new Sync.Result("case", "A", "passed", null, null, 1, 1, false);
            return new Report(List.of(passed), null, null, hash, null);
        }

        private void sync() {
            if (isDown) {
                return;
            }
            if (awaitsAnswer && plant == Plant.RENEWAL_ERROR_IS_LOSS) {
                List.copyOf(work.values()).stream()
                        .filter(one -> one.result == null)
                        .forEach(this::giveUp);
            }
            awaitsAnswer = true;
            var sentAt = world.now();
            var by = holder;
            var exchange = exchange();
            network.send(
                    name,
                    "broker",
                    "sync",
                    () -> {
                        var settled = LeaseSimulation.this.exchange(by, exchange);
                        network.send(
                                "broker",
                                name,
                                "answer",
                                () -> answered(by, sentAt, exchange, settled));
                    });
        }

        private Exchange exchange() {
            var mine = List.copyOf(work.values());
            var holdings =
                    mine.stream()
                            .filter(one -> one.result == null)
                            .map(one ->
                                    new Exchange.Holding(one.session, one.epoch, one.stage, null))
                            .toList();
            var completions = new ArrayList<Exchange.Completing>();
            for (var one : mine) {
                var result = one.result;
                if (result != null) {
                    if (++one.submissions == 2 && plant == Plant.SLOT_HELD_ON_SUBMIT_ERROR) {
                        slotsHeld++;
                    }
                    completions.add(new Exchange.Completing(one.session, one.epoch, result));
                }
            }
            var declines = givenUp();
            return new Exchange(
                    new Exchange.Holdings(holdings, needsInventory ? List.of() : null),
                    new Exchange.Wishes(needsInventory ? List.of() : wishes(), declines),
                    new Exchange.Results(completions, List.of(), List.of()));
        }

        private int freeSlots() {
            var busy = work.values().stream().filter(one -> one.result == null).count();
            return SLOTS - (int) busy - slotsHeld;
        }

        /**
         * What waits, asked for as if it had been offered, even more than has room; and at times an
         * older offer of what this runner asked for before, as a topic may still hold one.
         */
        private List<Exchange.Claiming> wishes() {
            var wishes = new ArrayList<>(older());
            for (var lease : table.values()) {
                if (lease instanceof Lease.Queued && world.chance(0.7)) {
                    wishes.add(offer(lease));
                    if (world.chance(0.3)) {
                        offersKept.add(offer(lease));
                    }
                }
            }
            wishes.forEach(wish -> claims.put(wish.offer(), new Pending(wish, world.now())));
            return wishes;
        }

        private List<Exchange.Claiming> older() {
            var older =
                    offersKept.stream()
                            .filter(offer -> !work.containsKey(offer.session()))
                            .filter(_ -> world.chance(0.2))
                            .toList();
            offersKept.removeAll(older);
            return older;
        }

        private Exchange.Claiming offer(Lease lease) {
            return new Exchange.Claiming(lease.session(), lease.epoch(), name + "-" + exchanges++);
        }

        /** Claims that went unanswered for so long that what they grant would be over. */
        private List<Exchange.Declining> givenUp() {
            var late =
                    claims.values().stream()
                            .filter(one ->
                                    !world.now().isBefore(one.since().plus(TERMS.selfDeadline())))
                            .map(Pending::claim)
                            .toList();
            late.forEach(claim -> claims.remove(claim.offer()));
            return late.stream()
                    .map(claim -> new Exchange.Declining(claim.session(), claim.offer()))
                    .toList();
        }

        private void answered(
                Holder by, Instant sentAt, Exchange asked, @Nullable Settled settled) {
            if (isDown || !by.equals(holder) || settled == null) {
                return;
            }
            awaitsAnswer = false;
            if (asked.holdings().inventory() != null) {
                needsInventory = false;
            }
            var from = plant == Plant.DEADLINE_FROM_RECEIPT ? world.now() : sentAt;
            var actsUntil = from.plus(TERMS.selfDeadline());
            settled.rulings().forEach(ruling -> obey(ruling, actsUntil));
            settled.completions().stream()
                    .filter(done -> done.receipt() != Receipt.CONFLICT)
                    .forEach(done -> forget(done.session(), done.epoch()));
            settled.claims().forEach(claim -> begin(asked, claim, actsUntil));
        }

        private void obey(Settled.Ruling ruling, Instant actsUntil) {
            var one = work.get(ruling.session());
            if (one == null || one.epoch != ruling.epoch()) {
                return;
            }
            if (ruling.advice() == Advice.KEEP) {
                one.actsUntil = actsUntil.isAfter(one.actsUntil) ? actsUntil : one.actsUntil;
            } else if (ruling.advice() == Advice.STOP && one.result == null) {
                one.isAgentAlive = false;
                one.result =
                        new Report(
                                List.of(),
                                "CANCELLED",
                                null,
                                "stopped/" + one.session + one.epoch,
                                null);
            } else if (ruling.advice() == Advice.KILL && plant != Plant.NO_STOP) {
                giveUp(one);
            }
        }

        /** Ends an agent before its deadline, which only the loss of its lease justifies. */
        private void giveUp(Work one) {
            if (table.get(one.session) instanceof Lease.Held held
                    && held.epoch() == one.epoch
                    && held.hold().by().equals(holder)
                    && world.now().isBefore(one.actsUntil)) {
                throw new AssertionError(name + " gave up " + one.session + ", which it holds");
            }
            one.isAgentAlive = false;
            work.remove(one.session);
        }

        /** Only what is still wanted: the answer to a claim that was given up starts nothing. */
        private void begin(Exchange asked, Claimed claim, Instant actsUntil) {
            var isWanted =
                    asked.wishes().claims().stream()
                            .filter(wish -> wish.session().equals(claim.session()))
                            .map(wish -> claims.remove(wish.offer()) != null)
                            .reduce(false, Boolean::logicalOr);
            // An answer that comes after the deadline it grants is not started.
            // Who counts from the receipt has no reason to call an answer late.
            if ((isWanted || plant == Plant.DEADLINE_FROM_RECEIPT)
                    && claim instanceof Claimed.Granted(var lease)
                    && world.now().isBefore(actsUntil)) {
                work.computeIfAbsent(
                        lease.session(), _ -> new Work(lease.session(), lease.epoch(), actsUntil));
            }
        }

        private void forget(SessionId session, long epoch) {
            var one = work.get(session);
            if (one != null && one.epoch == epoch) {
                work.remove(session);
            }
        }
    }

    // ---- what must always hold

    private void oneAgent() {
        var alive = new HashSet<SessionId>();
        for (var runner : runners) {
            for (var one : runner.work.values()) {
                if (!runner.isDown && one.isAgentAlive && !alive.add(one.session)) {
                    throw new AssertionError("two agents work on " + one.session);
                }
            }
        }
    }

    /** Looks at what is new only: what was true of a fact stays true. */
    private void factsHold() {
        for (; factsSeen < facts.size(); factsSeen++) {
            switch (facts.get(factsSeen)) {
                case LeaseEvent.Leased leased -> mayBeLeased(leased);
                case LeaseEvent.Finished end -> mayEnd(end);
                default -> {}
            }
        }
    }

    /** Not after its end, and under the epoch that follows the last one. */
    private void mayBeLeased(LeaseEvent.Leased leased) {
        var session = leased.spec().session();
        if (over.contains(session)) {
            throw new AssertionError("leased after its end: " + session);
        }
        var expected = live.merge(session, 1L, Long::sum);
        if (expected != leased.epoch()) {
            throw new AssertionError("epoch " + leased.epoch() + " after " + (expected - 1));
        }
    }

    /** Once, under the live epoch, as cancelled where it was, and never because of a drain. */
    private void mayEnd(LeaseEvent.Finished end) {
        var session = end.spec().session();
        if (!over.add(session)) {
            throw new AssertionError("ended twice: " + session);
        }
        if (end.epoch() != live.getOrDefault(session, 0L)) {
            throw new AssertionError("ended under " + end.epoch() + ", live was " + live);
        }
        if (cancelled.contains(session) && end.ending().outcome() != Ending.Outcome.CANCELLED) {
            throw new AssertionError("cancelled, yet ended as " + end.ending());
        }
        if ("CANCELLED".equals(end.ending().reason())) {
            throw new AssertionError("stopped, and never run again: " + session);
        }
    }

    private void resultsHold() {
        for (var report : reports.entrySet()) {
            var hash = report.getValue();
            var own = report.getKey().session() + "/" + report.getKey().epoch();
            if (!hash.startsWith("stopped") && !hash.equals(own)) {
                throw new AssertionError("result " + hash + " was taken for " + own);
            }
        }
    }

    private void attemptsHold() {
        for (var lease : table.values()) {
            if (lease.lost() > MOST_ATTEMPTS
                    || (lease instanceof Lease.Held held && held.lost() >= MOST_ATTEMPTS)) {
                throw new AssertionError("attempt beyond the last of " + lease.session());
            }
        }
    }

    private void slotsHold() {
        for (var runner : runners) {
            var held =
                    table.values().stream()
                            .filter(lease ->
                                    lease instanceof Lease.Held it
                                            && it.hold().by().runner().equals(runner.id)
                                            && it.stage().occupiesSlot())
                            .count();
            if (held > SLOTS) {
                throw new AssertionError(runner.name + " holds " + held);
            }
        }
    }

    private void allFree() {
        for (var runner : runners) {
            if (runner.freeSlots() != SLOTS) {
                throw new AssertionError(runner.name + " has " + runner.freeSlots() + " slots");
            }
        }
    }

    private boolean isOver() {
        return table.size() == SESSIONS
                && table.values().stream().allMatch(Lease.Finished.class::isInstance);
    }

    private void allOver() {
        for (var lease : table.values()) {
            if (!(lease instanceof Lease.Finished)) {
                throw new AssertionError("still " + lease);
            }
        }
        if (table.size() != SESSIONS) {
            throw new AssertionError("sessions are missing");
        }
    }
}

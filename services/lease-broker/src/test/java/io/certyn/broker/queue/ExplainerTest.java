package io.certyn.broker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.broker.placement.Offer;
import io.certyn.broker.placement.Waiting;
import io.certyn.broker.pool.OldestRelease;
import io.certyn.broker.pool.PoolState;
import io.certyn.broker.queue.Fleet.Usage;
import io.certyn.broker.runner.Machine;
import io.certyn.broker.runner.Presence;
import io.certyn.broker.runner.Runner;
import io.certyn.broker.runner.RunnerIdentity;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant LONG_AGO = NOON.minusSeconds(60);
    private static final Map<String, String> LINUX = Map.of("os", "linux");
    private static final Usage FREE = new Usage(3, OptionalInt.empty());
    private static final OldestRelease ANY = OldestRelease.of(Optional.empty());
    private static final OldestRelease TWO = OldestRelease.of(Optional.of("2.0.0"));
    private static final Place FIRST = new Place(1, 0, 0, 0);

    @Test
    void aPoolThatDrainsComesFirst() {
        assertThat(
                        cause(
                                new Fleet(
                                        "east",
                                        true,
                                        PoolState.DISABLED,
                                        ANY,
                                        List.of(),
                                        new Usage(9, OptionalInt.of(9)))))
                .contains(new Cause.PoolPaused("east", PoolState.DISABLED));
    }

    @Test
    void aPoolMayHaveNobody() {
        assertThat(cause(fleet())).contains(new Cause.NoRunnersRegistered("east"));
    }

    @Test
    void theNearestRunnerSaysWhichLabelsAreMissing() {
        var fleet =
                fleet(
                        member("anna", Map.of(), Presence.ONLINE, 2, 0),
                        member("bert", Map.of("os", "linux", "gpu", "no"), Presence.ONLINE, 2, 0));

        var cause =
                Explainer.explain(
                                candidate(waiting(Map.of("os", "linux", "gpu", "yes"), LONG_AGO)),
                                fleet,
                                FIRST,
                                Optional.empty(),
                                NOON)
                        .cause();

        assertThat(cause).contains(new Cause.NoRunnerMatchesLabels("bert", Map.of("gpu", "yes")));
    }

    @Test
    void whoSuitsMayBeAway() {
        var fleet =
                fleet(
                        member("anna", LINUX, Presence.OFFLINE, 2, 0),
                        runner("bert", LINUX, Presence.OFFLINE, false, 2, 0, 2, null),
                        member("zoe", Map.of(), Presence.ONLINE, 2, 0));

        assertThat(cause(fleet))
                .contains(new Cause.MatchingRunnersOffline(2, Optional.of(LONG_AGO)));
    }

    @Test
    void whoIsThereMayDrain() {
        var fleet =
                fleet(
                        member("anna", LINUX, Presence.OFFLINE, 2, 0),
                        runner("bert", LINUX, Presence.DRAINING, true, 2, 0, 2, LONG_AGO),
                        runner("carl", LINUX, Presence.SUSPECT, true, 2, 0, 2, LONG_AGO));

        assertThat(cause(fleet))
                .contains(new Cause.MatchingRunnersDraining(Set.of("bert", "carl")));
    }

    @Test
    void allThatSuitMayBeTooOld() {
        var old = member("anna", LINUX, Presence.ONLINE, 2, 0);

        assertThat(cause(new Fleet("east", true, PoolState.ACTIVE, TWO, List.of(old), FREE)))
                .contains(new Cause.RunnerVersionTooOld("2.0.0"));
    }

    @Test
    void aPoolMayBeClosedToItsTenant() {
        assertThat(cause(new Fleet("east", false, PoolState.DRAINING, ANY, List.of(), FREE)))
                .contains(new Cause.SelfHostedOff("east"));
    }

    @Test
    void theTenantMayHaveEnough() {
        var fleet =
                new Fleet(
                        "east",
                        true,
                        PoolState.ACTIVE,
                        ANY,
                        List.of(member("anna", LINUX, Presence.ONLINE, 2, 0)),
                        new Usage(5, OptionalInt.of(5)));

        assertThat(cause(fleet)).contains(new Cause.TenantConcurrencyLimit(5, 5));
    }

    @Test
    void anOfferThatIsOpenIsNamedAndOneThatIsOverIsNot() {
        var anna = new RunnerId(new UUID(2, 1));
        var fleet = fleet(member("anna", LINUX, Presence.ONLINE, 2, 2));
        var session = waiting(LINUX, LONG_AGO);
        var open = new Offer("o", session, anna, NOON.plusSeconds(1));
        var toAll = new Offer("o", session, null, NOON.plusSeconds(1));
        var over = new Offer("o", session, anna, NOON);

        assertThat(explain(fleet, FIRST, open).cause())
                .contains(new Cause.Offered(Optional.of(anna.toString()), NOON.plusSeconds(1)));
        assertThat(explain(fleet, FIRST, toAll).cause())
                .contains(new Cause.Offered(Optional.empty(), NOON.plusSeconds(1)));
        assertThat(explain(fleet, FIRST, over).cause()).contains(new Cause.AllSlotsBusy(2, 2, 0));
    }

    @Test
    void withoutRoomItIsTheSlotsOrWhoGoesFirst() {
        var fleet =
                fleet(
                        member("anna", LINUX, Presence.ONLINE, 2, 2),
                        member("bert", LINUX, Presence.SUSPECT, 3, 4),
                        member("zoe", LINUX, Presence.OFFLINE, 9, 0),
                        member("yves", Map.of(), Presence.ONLINE, 9, 0));

        assertThat(cause(fleet)).contains(new Cause.AllSlotsBusy(5, 5, 0));
        assertThat(explain(fleet, new Place(1, 7, 3, 0), null).cause())
                .contains(new Cause.BehindHigherPriority(3, 5, 5));
    }

    @Test
    void aSlotBetweenTwoSessionsIsForThoseWhoComeFirst() {
        var fleet = fleet(member("anna", LINUX, Presence.ONLINE, 2, 1));

        assertThat(explain(fleet, new Place(2, 1, 0, 0), null).cause())
                .contains(new Cause.AllSlotsBusy(1, 2, 1));
        assertThat(explain(fleet, new Place(1, 1, 1, 0), null).cause())
                .contains(new Cause.BehindHigherPriority(1, 1, 2));
    }

    @Test
    void aSlotThatItsRunnerKeepsBackIsNone() {
        var fleet = fleet(runner("anna", LINUX, Presence.ONLINE, false, 2, 0, 0, LONG_AGO));

        assertThat(cause(fleet)).contains(new Cause.AllSlotsBusy(2, 2, 0));
    }

    @Test
    void withRoomItIsOursAfterTwoSeconds() {
        var fleet = fleet(member("anna", LINUX, Presence.ONLINE, 2, 1));

        assertThat(waited(fleet, Duration.ofMillis(1999))).isEmpty();
        assertThat(waited(fleet, Duration.ofSeconds(2)))
                .contains(new Cause.ControlPlaneDegraded(NOON));
    }

    @Test
    void aSessionThatRestsSaysUntilWhen() {
        var fleet = fleet(member("anna", LINUX, Presence.ONLINE, 2, 0));
        var until = NOON.plusSeconds(10);
        var session = waiting(LINUX, LONG_AGO);

        assertThat(cause(new Candidate(session, until, 0), fleet()))
                .contains(new Cause.ScheduledLater(until));
        assertThat(cause(new Candidate(session, until, 2), fleet))
                .contains(new Cause.RetryBackoff(2, Optional.empty(), until));
        assertThat(cause(new Candidate(session, NOON, 2), fleet)).isEmpty();
    }

    @Test
    void theEstimateNeedsTenSamples() {
        var fleet = fleet(member("anna", LINUX, Presence.ONLINE, 2, 2));

        assertThat(explain(fleet, new Place(1, 30, 0, 9), null).eta()).isEmpty();
        assertThat(explain(fleet, new Place(1, 30, 0, 100), null).eta())
                .contains(Duration.ofMinutes(3));
        assertThat(explain(fleet, new Place(1, 0, 0, 10), null).eta()).contains(Duration.ZERO);
    }

    /** Ten thousand fleets; the oracle knows the causes as sentences and not the order of code. */
    @Test
    void itSaysWhatAnOracleSaysOfEveryFleet() {
        var random = new Random(20261126);
        var said = new TreeMap<String, Integer>();
        for (int i = 0; i < 10_000; i++) {
            var fleet = fleet(random);
            var place = new Place(1, random.nextInt(3), 0, 0);
            place = new Place(1, place.ahead(), random.nextInt((int) place.ahead() + 1), 0);
            var since = NOON.minusMillis(random.nextInt(4_000));
            var session = waiting(labels(random), since);
            var offer =
                    random.nextBoolean()
                            ? Optional.<Offer>empty()
                            : Optional.of(
                                    new Offer(
                                            "o",
                                            session,
                                            null,
                                            NOON.plusMillis(random.nextInt(2_000) - 1_000)));

            var rests = NOON.plusMillis(random.nextInt(8_000) - 6_000);
            var candidate = new Candidate(session, rests, random.nextInt(3));

            var cause = Explainer.explain(candidate, fleet, place, offer, NOON).cause();
            var name = cause.map(one -> one.getClass().getSimpleName()).orElse("None");

            assertThat(name)
                    .as("%s %s %s %s", candidate, fleet, place, offer)
                    .isEqualTo(oracle(candidate, fleet, place, offer));
            said.merge(name, 1, Integer::sum);
        }
        assertThat(said).hasSize(Cause.class.getPermittedSubclasses().length + 1);
    }

    /** From the last cause to the first: what is true and nothing before it is. */
    private static String oracle(
            Candidate candidate, Fleet fleet, Place place, Optional<Offer> offer) {
        var session = candidate.waiting();
        var suiting =
                fleet.runners().stream()
                        .filter(r ->
                                session.labels().entrySet().stream()
                                        .allMatch(label ->
                                                label.getValue()
                                                        .equals(
                                                                r.machine()
                                                                        .labels()
                                                                        .get(label.getKey()))))
                        .toList();
        var present = suiting.stream().filter(r -> r.presence() != Presence.OFFLINE).toList();
        var undrained = present.stream().filter(r -> !r.draining()).toList();
        var taking =
                undrained.stream()
                        .filter(r ->
                                fleet.oldest().version().isEmpty()
                                        || !r.machine().version().startsWith("1"))
                        .toList();
        long free = 0;
        for (var runner : taking) {
            for (int slot = runner.busy(); slot < runner.machine().slots(); slot++) {
                free += slot - runner.busy() < runner.said() ? 1 : 0;
            }
        }
        var name = "None";
        if (free > place.ahead()
                && !session.since().plusSeconds(2).isAfter(NOON)
                && !candidate.notBefore().plusSeconds(2).isAfter(NOON)) {
            name = "ControlPlaneDegraded";
        }
        if (free <= place.ahead()) {
            name = place.ofHigherPriority() > 0 ? "BehindHigherPriority" : "AllSlotsBusy";
        }
        if (offer.isPresent() && offer.get().until().isAfter(NOON)) {
            name = "Offered";
        }
        if (candidate.notBefore().isAfter(NOON)) {
            name = "RetryBackoff";
        }
        if (fleet.usage().cap().isPresent()
                && fleet.usage().running() >= fleet.usage().cap().getAsInt()) {
            name = "TenantConcurrencyLimit";
        }
        if (taking.isEmpty()) {
            name = "RunnerVersionTooOld";
        }
        if (undrained.isEmpty()) {
            name = "MatchingRunnersDraining";
        }
        if (present.isEmpty()) {
            name = "MatchingRunnersOffline";
        }
        if (suiting.isEmpty()) {
            name = "NoRunnerMatchesLabels";
        }
        if (fleet.runners().isEmpty()) {
            name = "NoRunnersRegistered";
        }
        if (fleet.state() != PoolState.ACTIVE) {
            name = "PoolPaused";
        }
        if (!fleet.open()) {
            name = "SelfHostedOff";
        }
        return candidate.notBefore().isAfter(NOON) && candidate.lost() == 0
                ? "ScheduledLater"
                : name;
    }

    private static Fleet fleet(Random random) {
        var runners = new ArrayList<Runner>();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean draining = random.nextInt(4) == 0;
            var heard = draining ? Presence.DRAINING : Presence.ONLINE;
            int slots = 1 + random.nextInt(3);
            runners.add(
                    runner(
                            "runner-" + i,
                            labels(random),
                            List.of(heard, Presence.SUSPECT, Presence.OFFLINE)
                                    .get(random.nextInt(3)),
                            draining,
                            slots,
                            random.nextInt(slots + 2),
                            random.nextInt(slots + 1),
                            LONG_AGO));
        }
        OptionalInt cap =
                random.nextInt(3) == 0
                        ? OptionalInt.of(1 + random.nextInt(4))
                        : OptionalInt.empty();
        return new Fleet(
                "east",
                random.nextInt(10) > 0,
                random.nextInt(10) > 0 ? PoolState.ACTIVE : PoolState.DRAINING,
                random.nextInt(4) == 0 ? TWO : ANY,
                runners,
                new Usage(random.nextInt(4), cap));
    }

    private static Map<String, String> labels(Random random) {
        return IntStream.range(0, random.nextInt(3))
                .boxed()
                .collect(
                        Collectors.toMap(
                                i -> "label-" + i, _ -> random.nextInt(4) == 0 ? "b" : "a"));
    }

    private static Optional<Cause> cause(Fleet fleet) {
        return explain(fleet, FIRST, null).cause();
    }

    private static Optional<Cause> cause(Candidate candidate, Fleet fleet) {
        return Explainer.explain(candidate, fleet, FIRST, Optional.empty(), NOON).cause();
    }

    private static Optional<Cause> waited(Fleet fleet, Duration wait) {
        return Explainer.explain(
                        candidate(waiting(LINUX, NOON.minus(Duration.ofSeconds(2)))),
                        fleet,
                        FIRST,
                        Optional.empty(),
                        NOON.minus(Duration.ofSeconds(2)).plus(wait))
                .cause();
    }

    private static Explanation explain(Fleet fleet, Place place, @Nullable Offer offer) {
        return Explainer.explain(
                candidate(waiting(LINUX, LONG_AGO)),
                fleet,
                place,
                Optional.ofNullable(offer),
                NOON);
    }

    private static Candidate candidate(Waiting waiting) {
        return new Candidate(waiting, Instant.EPOCH, 0);
    }

    private static Fleet fleet(Runner... runners) {
        return new Fleet("east", true, PoolState.ACTIVE, ANY, List.of(runners), FREE);
    }

    /** One that has said of its room what its leases say. */
    private static Runner member(
            String name, Map<String, String> labels, Presence presence, int slots, int busy) {
        return runner(
                name, labels, presence, false, slots, busy, Math.max(0, slots - busy), LONG_AGO);
    }

    private static Runner runner(
            String name,
            Map<String, String> labels,
            Presence presence,
            boolean draining,
            int slots,
            int busy,
            int said,
            @Nullable Instant lastSeen) {
        return new Runner(
                new RunnerIdentity(
                        new RunnerId(new UUID(2, name.hashCode())),
                        new TenantId(new UUID(4, 1)),
                        new PoolId(new UUID(1, 1))),
                name,
                new Machine("host", slots, labels, release(name), "process"),
                presence,
                draining,
                null,
                busy,
                said,
                lastSeen);
    }

    /** Of the generated ones, some are newer; those of the examples never matter. */
    private static String release(String name) {
        return name.endsWith("2") ? "2.0.1" : "1.9.0";
    }

    private static Waiting waiting(Map<String, String> labels, Instant since) {
        return new Waiting(
                new SessionId(new UUID(3, 1)),
                new TenantId(new UUID(1, 2)),
                new PoolId(new UUID(1, 1)),
                0,
                2,
                since,
                labels,
                null,
                null);
    }
}

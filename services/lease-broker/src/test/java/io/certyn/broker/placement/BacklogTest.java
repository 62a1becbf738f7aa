package io.certyn.broker.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final PoolId POOL = new PoolId(new UUID(1, 1));
    private static final RunnerId ANNA = new RunnerId(new UUID(2, 1));
    private static final RunnerId BERT = new RunnerId(new UUID(2, 2));

    private final AtomicInteger ids = new AtomicInteger();
    private final Backlog backlog =
            new Backlog(() -> "offer-" + ids.incrementAndGet(), Duration.ofSeconds(10));

    @Test
    void higherPriorityGoesFirstThenWhoWaitsLonger() {
        // Given
        backlog.add(waiting(1, 2, 5));
        backlog.add(waiting(2, 2, 1));
        backlog.add(waiting(3, 4, 9));
        backlog.seat(topic(ANNA, 2));

        // When
        var offers = backlog.match(POOL, NOON);

        // Then
        assertThat(sessions(offers)).containsExactly(session(3), session(2));
    }

    @Test
    void noMoreIsOfferedThanThereAreFreeSlots() {
        backlog.add(waiting(1, 2, 1));
        backlog.add(waiting(2, 2, 2));
        backlog.seat(topic(ANNA, 1));

        assertThat(backlog.match(POOL, NOON)).hasSize(1);
        assertThat(backlog.match(POOL, NOON.plusSeconds(9))).isEmpty();
    }

    @Test
    void whatNobodyTookIsOfferedAgain() {
        backlog.add(waiting(1, 2, 1));
        backlog.seat(topic(ANNA, 1));
        var first = backlog.match(POOL, NOON);

        var again = backlog.match(POOL, NOON.plusSeconds(10));

        assertThat(sessions(again)).isEqualTo(sessions(first));
        assertThat(again.getFirst().id()).isNotEqualTo(first.getFirst().id());
    }

    @Test
    void aDeclinedOfferFreesItsSlotAndAnOldDeclineDoesNot() {
        backlog.add(waiting(1, 2, 1));
        backlog.seat(topic(ANNA, 1));
        backlog.match(POOL, NOON);

        backlog.declined(POOL, session(1), "offer-0");
        assertThat(backlog.match(POOL, NOON)).isEmpty();
        backlog.declined(POOL, session(1), "offer-1");
        assertThat(backlog.match(POOL, NOON)).hasSize(1);
    }

    @Test
    void onlyRunnersWithAParkedPollAreAsked() {
        backlog.add(waiting(1, 2, 1));
        backlog.seat(poll(ANNA, 1));
        assertThat(backlog.match(POOL, NOON)).isEmpty();

        backlog.parked(POOL, ANNA, "a poll");

        assertThat(backlog.match(POOL, NOON)).extracting(Offer::to).containsExactly(ANNA);
    }

    @Test
    void theLateEndOfAPollLeavesTheNextOneParked() {
        backlog.add(waiting(1, 2, 1));
        backlog.seat(poll(ANNA, 1));
        backlog.parked(POOL, ANNA, "first");
        backlog.parked(POOL, ANNA, "second");

        backlog.unparked(POOL, ANNA, "first");

        assertThat(backlog.match(POOL, NOON)).extracting(Offer::to).containsExactly(ANNA);
    }

    @Test
    void aPollThatEndedIsOfferedNothing() {
        backlog.add(waiting(1, 2, 1));
        backlog.seat(poll(ANNA, 1));
        backlog.parked(POOL, ANNA, "only");

        backlog.unparked(POOL, ANNA, "only");

        assertThat(backlog.match(POOL, NOON)).isEmpty();
    }

    @Test
    void aRunnerGetsOffersForAllItsSlotsAtOnce() {
        backlog.seat(poll(ANNA, 2));
        backlog.seat(poll(BERT, 1));
        backlog.parked(POOL, ANNA, "a poll");
        backlog.parked(POOL, BERT, "a poll");
        for (int i = 1; i <= 4; i++) {
            backlog.add(waiting(i, 2, i));
        }

        assertThat(backlog.match(POOL, NOON))
                .extracting(Offer::to)
                .containsExactlyInAnyOrder(ANNA, ANNA, BERT);
    }

    @Test
    void labelsDecideWhoIsAskedAndBlockNobodyBehind() {
        // Given
        var special = waiting(1, 4, 1, Map.of("os", "plan9"), null);
        backlog.add(special);
        backlog.add(waiting(2, 2, 2));
        backlog.seat(topic(ANNA, 1));

        // When
        var offers = backlog.match(POOL, NOON);

        // Then
        assertThat(sessions(offers)).containsExactly(session(2));
    }

    @Test
    void theRunnerThatLostASessionIsAskedLast() {
        backlog.seat(poll(ANNA, 2));
        backlog.seat(poll(BERT, 1));
        backlog.parked(POOL, ANNA, "a poll");
        backlog.parked(POOL, BERT, "a poll");
        backlog.add(waiting(1, 2, 1, Map.of(), ANNA));

        assertThat(backlog.match(POOL, NOON)).extracting(Offer::to).containsExactly(BERT);
    }

    @Test
    void aRunnerThatIsSilentIsNotCountedOn() {
        backlog.add(waiting(1, 2, 1));
        backlog.seat(topic(ANNA, 1));
        assertThat(backlog.match(POOL, NOON.plusSeconds(60))).isEmpty();
        assertThat(backlog.open(NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void theQueueCorrectsWhatMemoryBelieves() {
        // Given
        backlog.seat(topic(ANNA, 2));
        backlog.add(waiting(1, 2, 1));

        // When
        backlog.reading(Set.of(POOL));
        backlog.reconcile(Set.of(POOL), List.of(waiting(2, 2, 2)), 10);

        // Then
        assertThat(sessions(backlog.match(POOL, NOON))).containsExactly(session(2));
    }

    @Test
    void whoWaitsForLongCatchesUpWithHigherPriorities() {
        // Given: the first came ten minutes before noon
        backlog.add(waiting(1, 1, -600));
        backlog.add(waiting(2, 3, -60));
        backlog.add(waiting(3, 4, -1));
        backlog.seat(topic(ANNA, 3));

        // When
        var offers = backlog.match(POOL, NOON);

        // Then
        assertThat(sessions(offers)).containsExactly(session(3), session(1), session(2));
    }

    @Test
    void nobodyOvertakesTheHighestPriorityByWaiting() {
        backlog.add(waiting(1, 0, -3 * 3600));
        backlog.add(waiting(2, 4, -4 * 3600));
        backlog.seat(topic(ANNA, 2));

        assertThat(sessions(backlog.match(POOL, NOON))).containsExactly(session(2), session(1));
    }

    @Test
    void whatLiesBeyondTheListedHeadOfALaneIsKept() {
        // Given
        backlog.add(waiting(1, 2, 1));
        backlog.add(waiting(2, 2, 2));
        backlog.add(waiting(3, 2, 3));

        // When: two were read, and the first of the three is not among them any more
        backlog.reading(Set.of(POOL));
        backlog.reconcile(Set.of(POOL), List.of(waiting(2, 2, 2), waiting(4, 2, 2)), 2);
        backlog.seat(topic(ANNA, 9));

        // Then
        assertThat(sessions(backlog.match(POOL, NOON)))
                .containsExactly(session(2), session(4), session(3));
    }

    @Test
    void aLaneThatRanOutIsReadOnWhereThereIsRoom() {
        backlog.reading(Set.of(POOL));
        backlog.reconcile(Set.of(POOL), List.of(waiting(1, 2, 1)), 1);
        assertThat(backlog.runningOut(Set.of(POOL), NOON)).isEmpty();
        backlog.seat(topic(ANNA, 2));
        assertThat(backlog.runningOut(Set.of(POOL), NOON)).isEmpty();

        backlog.match(POOL, NOON);

        assertThat(backlog.runningOut(Set.of(POOL), NOON)).containsExactly(POOL);
        backlog.seat(topic(ANNA, 1));
        assertThat(backlog.runningOut(Set.of(POOL), NOON)).as("all room is promised").isEmpty();
    }

    @Test
    void whatHappensDuringAReadingIsNewerThanWhatWasRead() {
        // Given
        backlog.add(waiting(1, 2, 1));
        backlog.seat(topic(ANNA, 2));

        // When: one is claimed and one comes while the queue is read
        backlog.reading(Set.of(POOL));
        backlog.remove(POOL, session(1));
        backlog.add(waiting(2, 2, 2));
        backlog.reconcile(Set.of(POOL), List.of(waiting(1, 2, 1)), 10);

        // Then
        assertThat(sessions(backlog.match(POOL, NOON))).containsExactly(session(2));
    }

    /** What a reading does not say because it came in between, the next one does. */
    @Test
    void onceAReadingHasEndedTheNextOneIsBelieved() {
        backlog.seat(topic(ANNA, 2));
        backlog.reading(Set.of(POOL));
        backlog.add(waiting(1, 2, 1));
        backlog.readingEnded(Set.of(POOL));

        backlog.reading(Set.of(POOL));
        backlog.reconcile(Set.of(POOL), List.of(), 10);

        assertThat(backlog.match(POOL, NOON)).isEmpty();
    }

    @Test
    void aSessionThatWasTakenElsewhereFreesTheSlotItWasOfferedTo() {
        // Given
        backlog.add(waiting(1, 2, 1));
        backlog.add(waiting(2, 2, 2));
        backlog.seat(poll(ANNA, 1));
        backlog.parked(POOL, ANNA, "a poll");
        assertThat(sessions(backlog.match(POOL, NOON))).containsExactly(session(1));

        // When
        backlog.remove(POOL, session(1), 7);
        assertThat(backlog.match(POOL, NOON)).isEmpty();
        backlog.remove(POOL, session(1), 0);

        // Then
        assertThat(sessions(backlog.match(POOL, NOON))).containsExactly(session(2));
    }

    @Test
    void nothingIsOfferedForATenantAtItsLimitUntilOneOfItsSessionsEnds() {
        backlog.add(waiting(1, 2, 1));
        backlog.seat(topic(ANNA, 1));

        backlog.capped(TENANT);
        assertThat(backlog.match(POOL, NOON)).isEmpty();
        backlog.uncapped(TENANT);

        assertThat(sessions(backlog.match(POOL, NOON))).containsExactly(session(1));
    }

    private static Waiting waiting(int number, int priority, int second) {
        return waiting(number, priority, second, Map.of(), null);
    }

    private static Waiting waiting(
            int number,
            int priority,
            int second,
            Map<String, String> labels,
            @Nullable RunnerId avoid) {
        return new Waiting(
                session(number),
                TENANT,
                POOL,
                0,
                priority,
                NOON.plusSeconds(second),
                labels,
                null,
                avoid);
    }

    private static Seat topic(RunnerId runner, int free) {
        return new Seat(
                runner, POOL, Route.TOPIC, Map.of("os", "linux"), free, NOON.plusSeconds(30));
    }

    private static Seat poll(RunnerId runner, int free) {
        return new Seat(
                runner, POOL, Route.SYNC, Map.of("os", "linux"), free, NOON.plusSeconds(30));
    }

    private static SessionId session(int number) {
        return new SessionId(new UUID(3, number));
    }

    private static List<SessionId> sessions(List<Offer> offers) {
        return offers.stream().map(offer -> offer.waiting().session()).toList();
    }
}

package io.certyn.broker.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The backlog's indexes find what looking at everybody finds. */
class BacklogOracleTest {

    private static final PoolId POOL = new PoolId(new UUID(1, 1));
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final List<Map<String, String>> LABELS =
            List.of(
                    Map.of(),
                    Map.of("os", "linux"),
                    Map.of("gpu", "true"),
                    Map.of("os", "linux", "gpu", "true"));

    private final Map<SessionId, Waiting> waiting = new HashMap<>();
    private final Map<RunnerId, Seat> seats = new HashMap<>();
    private final Set<RunnerId> parked = new HashSet<>();
    private final Map<SessionId, Offer> offers = new HashMap<>();
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private int ids;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOfferIsDueAndNoneIsMissing(long seed) {
        var random = new Random(seed);
        var backlog = new Backlog(() -> "offer-" + ids++, LIFE);
        for (int step = 0; step < 2_000; step++) {
            happen(random, backlog);
            offers.values().removeIf(offer -> !now.isBefore(offer.until()));
            seats.values().removeIf(seat -> !now.isBefore(seat.until()));
            for (var offer : backlog.match(POOL, now)) {
                demandDue(offer);
                offers.put(offer.waiting().session(), offer);
            }
            assertThat(waiting.values())
                    .as("seed %d, step %d", seed, step)
                    .noneMatch(one -> isOpen(one) && mostRoom(one) > 0);
        }
        assertThat(ids).isGreaterThan(100);
    }

    private void happen(Random random, Backlog backlog) {
        var runner = new RunnerId(new UUID(2, random.nextInt(5)));
        var session = new SessionId(new UUID(3, random.nextInt(30)));
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                var next = anyWaiting(random, session);
                waiting.put(session, next);
                offers.remove(session);
                backlog.remove(POOL, session);
                backlog.add(next);
            }
            case 2 -> {
                var seat = anySeat(random, runner);
                seats.put(runner, seat);
                backlog.seat(seat);
            }
            case 3 -> {
                if (random.nextInt(3) > 0) {
                    parked.add(runner);
                    backlog.parked(POOL, runner, runner);
                } else {
                    parked.remove(runner);
                    backlog.unparked(POOL, runner, runner);
                }
            }
            case 4 -> {
                waiting.remove(session);
                offers.remove(session);
                backlog.remove(POOL, session);
            }
            case 5 -> {
                var open = offers.remove(session);
                backlog.declined(POOL, session, open == null ? "none" : open.id());
            }
            default -> now = now.plusSeconds(random.nextInt(4));
        }
    }

    private void demandDue(Offer offer) {
        var to = offer.to();
        assertThat(to).isNotNull();
        assertThat(isOpen(offer.waiting())).isTrue();
        assertThat(room(to, offer.waiting())).isPositive().isEqualTo(mostRoom(offer.waiting()));
        // Whoever is more urgent and could be served goes first.
        assertThat(waiting.values())
                .noneMatch(other ->
                        isOpen(other)
                                && mostRoom(other) > 0
                                && Waiting.order(now).compare(other, offer.waiting()) < 0);
    }

    private boolean isOpen(Waiting one) {
        return one.equals(waiting.get(one.session())) && !offers.containsKey(one.session());
    }

    private int mostRoom(Waiting one) {
        return seats.keySet().stream().mapToInt(runner -> room(runner, one)).max().orElse(0);
    }

    private int room(@Nullable RunnerId runner, Waiting one) {
        var seat = seats.get(runner);
        if (seat == null
                || !parked.contains(runner)
                || !seat.labels().entrySet().containsAll(one.labels().entrySet())) {
            return 0;
        }
        var promised = offers.values().stream().filter(offer -> seat.runner().equals(offer.to()));
        return seat.free() - (int) promised.count();
    }

    private Waiting anyWaiting(Random random, SessionId session) {
        return new Waiting(
                session,
                TENANT,
                POOL,
                random.nextInt(3),
                random.nextInt(5),
                now.minusSeconds(random.nextInt(1_500)),
                LABELS.get(random.nextInt(LABELS.size())),
                null,
                null);
    }

    private Seat anySeat(Random random, RunnerId runner) {
        return new Seat(
                runner,
                POOL,
                Route.SYNC,
                LABELS.get(random.nextInt(LABELS.size())),
                random.nextInt(4),
                now.plusSeconds(random.nextInt(20)));
    }
}

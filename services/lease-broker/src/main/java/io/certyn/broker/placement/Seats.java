package io.certyn.broker.placement;

import io.certyn.ids.RunnerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who has room in a pool. For every demand that was asked for, those that meet it stand in the
 * order of their room, so that the best is found without looking at the others.
 */
final class Seats {

    private final Map<RunnerId, Vacancy> runners = new HashMap<>();
    private final Map<Map<String, String>, NavigableSet<Vacancy>> open = new HashMap<>();

    /** Offers on the topic belong to no seat, hence they are counted against all of them. */
    private int freeOnTopic;

    private int ringing;
    private Instant noneLapsesBefore = Instant.MAX;

    /**
     * A seat and what is known here beside it.
     *
     * @param poll the one that is parked, null while none is
     * @param promised open offers to its runner
     */
    private record Vacancy(
            RunnerId runner, @Nullable Seat seat, @Nullable Object poll, int promised) {

        private static final Comparator<Vacancy> MOST_ROOM =
                Comparator.comparingInt(Vacancy::room)
                        .reversed()
                        .thenComparing(vacancy -> vacancy.runner.value());

        private int room() {
            return isReachable() ? free() - promised : 0;
        }

        private int free() {
            return seat == null ? 0 : seat.free();
        }

        private int freeOnTopic() {
            return seat != null && seat.route() == Route.TOPIC ? seat.free() : 0;
        }

        private boolean isReachable() {
            return seat != null && (seat.route() == Route.TOPIC || poll != null);
        }

        private boolean meets(Map<String, String> labels) {
            return seat != null && seat.meets(labels);
        }

        private boolean isNothing() {
            return seat == null && poll == null && promised == 0;
        }
    }

    /** Whom to offer something. */
    record Target(@Nullable RunnerId to) {}

    void seat(Seat seat) {
        if (seat.until().isBefore(noneLapsesBefore)) {
            noneLapsesBefore = seat.until();
        }
        change(seat.runner(), was -> new Vacancy(was.runner, seat, was.poll, was.promised));
    }

    void parked(RunnerId runner, Object poll) {
        change(runner, was -> new Vacancy(was.runner, was.seat, poll, was.promised));
    }

    /** The end of a poll may be heard of after the next one was parked, which then stays so. */
    void unparked(RunnerId runner, Object poll) {
        change(
                runner,
                was ->
                        poll.equals(was.poll)
                                ? new Vacancy(was.runner, was.seat, null, was.promised)
                                : was);
    }

    void promise(@Nullable RunnerId to, int offers) {
        if (to == null) {
            ringing += offers;
        } else {
            change(to, was -> new Vacancy(was.runner, was.seat, was.poll, was.promised + offers));
        }
    }

    /** Does not count on who was silent for too long. */
    void lapse(Instant now) {
        if (now.isBefore(noneLapsesBefore)) {
            return;
        }
        noneLapsesBefore = Instant.MAX;
        for (var vacancy : Set.copyOf(runners.values())) {
            var seat = vacancy.seat;
            if (seat != null && !seat.isKnownAt(now)) {
                change(
                        vacancy.runner,
                        was -> new Vacancy(was.runner, null, was.poll, was.promised));
            } else if (seat != null && seat.until().isBefore(noneLapsesBefore)) {
                noneLapsesBefore = seat.until();
            }
        }
    }

    /** Whether anybody says that it has room, be it promised already. */
    boolean isAnyFree() {
        return runners.values().stream().anyMatch(vacancy -> vacancy.free() > 0);
    }

    /** Whether something more could be offered to somebody. */
    boolean hasRoom() {
        return freeOnTopic > 0
                ? ringing < freeOnTopic
                : runners.values().stream().anyMatch(vacancy -> vacancy.room() > 0);
    }

    boolean hasRoomFor(Waiting waiting) {
        return target(waiting).isPresent();
    }

    /** The runner with most room; the one that lost the session only if it is the last. */
    Optional<Target> target(Waiting waiting) {
        var suitable = open.computeIfAbsent(waiting.labels(), this::whoMeets);
        if (suitable.isEmpty()) {
            return Optional.empty();
        }
        var best = suitable.first();
        if (best.freeOnTopic() > 0) {
            return ringing < freeOnTopic ? Optional.of(new Target(null)) : Optional.empty();
        }
        var other = best.runner.equals(waiting.avoid()) ? suitable.higher(best) : best;
        return Optional.of(new Target(other == null ? best.runner : other.runner));
    }

    /** Forgets who meets demands that nobody has any more. */
    void keepDemands(Set<Map<String, String>> demands) {
        open.keySet().retainAll(new HashSet<>(demands));
    }

    private NavigableSet<Vacancy> whoMeets(Map<String, String> labels) {
        var who = new TreeSet<>(Vacancy.MOST_ROOM);
        runners.values().stream()
                .filter(vacancy -> vacancy.room() > 0 && vacancy.meets(labels))
                .forEach(who::add);
        return who;
    }

    private void change(RunnerId runner, UnaryOperator<Vacancy> how) {
        var before = runners.getOrDefault(runner, new Vacancy(runner, null, null, 0));
        var after = how.apply(before);
        freeOnTopic += after.freeOnTopic() - before.freeOnTopic();
        if (after.isNothing()) {
            runners.remove(runner);
        } else {
            runners.put(runner, after);
        }
        open.forEach((labels, who) -> {
            who.remove(before);
            if (after.room() > 0 && after.meets(labels)) {
                who.add(after);
            }
        });
    }
}

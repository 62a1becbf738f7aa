package io.certyn.broker.queue;

import io.certyn.broker.placement.Offer;
import io.certyn.broker.placement.Waiting;
import io.certyn.broker.pool.PoolState;
import io.certyn.broker.runner.Presence;
import io.certyn.broker.runner.Runner;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the first cause that holds; each leaves fewer runners to the next. */
public final class Explainer {

    /** How long matching may take before its absence is a cause. */
    static final Duration MATCHING = Duration.ofSeconds(2);

    /** How far back starts are counted. */
    public static final Duration LATELY = Duration.ofMinutes(10);

    static final int FEWEST_SAMPLES = 10;

    private Explainer() {}

    /**
     * @param offer the one that is open for the session
     */
    public static Explanation explain(
            Candidate candidate, Fleet fleet, Place place, Optional<Offer> offer, Instant now) {
        return new Explanation(
                cause(candidate, fleet, place, offer, now),
                candidate.waiting().since(),
                place,
                eta(place));
    }

    private static Optional<Cause> cause(
            Candidate candidate, Fleet fleet, Place place, Optional<Offer> offer, Instant now) {
        var session = candidate.waiting();
        if (candidate.rests(now) && candidate.lost() == 0) {
            return Optional.of(new Cause.ScheduledLater(candidate.notBefore()));
        }
        if (!fleet.open()) {
            return Optional.of(new Cause.SelfHostedOff(fleet.pool()));
        }
        if (fleet.state() != PoolState.ACTIVE) {
            return Optional.of(new Cause.PoolPaused(fleet.pool(), fleet.state()));
        }
        if (fleet.runners().isEmpty()) {
            return Optional.of(new Cause.NoRunnersRegistered(fleet.pool()));
        }
        var matching =
                fleet.runners().stream()
                        .filter(runner -> missing(session, runner).isEmpty())
                        .toList();
        if (matching.isEmpty()) {
            return Optional.of(nearest(session, fleet.runners()));
        }
        var reachable =
                matching.stream().filter(runner -> runner.presence() != Presence.OFFLINE).toList();
        if (reachable.isEmpty()) {
            return Optional.of(offline(matching));
        }
        var taking = reachable.stream().filter(runner -> !runner.draining()).toList();
        if (taking.isEmpty()) {
            return Optional.of(
                    new Cause.MatchingRunnersDraining(
                            reachable.stream().map(Runner::name).collect(Collectors.toSet())));
        }
        var open =
                taking.stream()
                        .filter(runner -> fleet.oldest().admits(runner.machine().version()))
                        .toList();
        if (open.isEmpty()) {
            return Optional.of(new Cause.RunnerVersionTooOld(fleet.oldest().toString()));
        }
        if (fleet.usage().isSpent()) {
            return Optional.of(
                    new Cause.TenantConcurrencyLimit(
                            fleet.usage().running(), fleet.usage().cap().orElseThrow()));
        }
        if (candidate.rests(now)) {
            return Optional.of(
                    new Cause.RetryBackoff(
                            candidate.lost(),
                            Optional.ofNullable(session.avoid()).map(Object::toString),
                            candidate.notBefore()));
        }
        return offer.filter(one -> now.isBefore(one.until()))
                .map(Explainer::offered)
                .or(() -> room(open, place))
                .or(() -> degraded(candidate, now));
    }

    private static Cause offered(Offer offer) {
        return new Cause.Offered(
                Optional.ofNullable(offer.to()).map(Object::toString), offer.until());
    }

    /** Who comes first may need the slots that are free; which ones suit them is not looked at. */
    private static Optional<Cause> room(List<Runner> open, Place place) {
        int free = open.stream().mapToInt(Runner::free).sum();
        if (free > place.ahead()) {
            return Optional.empty();
        }
        int slots = open.stream().mapToInt(runner -> runner.machine().slots()).sum();
        return Optional.of(
                place.ofHigherPriority() == 0
                        ? new Cause.AllSlotsBusy(slots - free, slots, place.ahead())
                        : new Cause.BehindHigherPriority(
                                place.ofHigherPriority(), slots - free, slots));
    }

    private static Optional<Cause> degraded(Candidate candidate, Instant now) {
        var since = candidate.waiting().since();
        var rested = candidate.notBefore().isAfter(since) ? candidate.notBefore() : since;
        var due = rested.plus(MATCHING);
        return now.isBefore(due)
                ? Optional.empty()
                : Optional.of(new Cause.ControlPlaneDegraded(due));
    }

    private static Cause nearest(Waiting session, List<Runner> members) {
        var nearest =
                members.stream()
                        .min(
                                Comparator.comparingInt(
                                                (Runner runner) -> missing(session, runner).size())
                                        .thenComparing(Runner::name))
                        .orElseThrow();
        return new Cause.NoRunnerMatchesLabels(nearest.name(), missing(session, nearest));
    }

    private static Cause offline(List<Runner> matching) {
        return new Cause.MatchingRunnersOffline(
                matching.size(),
                matching.stream()
                        .flatMap(runner -> Stream.ofNullable(runner.lastSeen()))
                        .max(Comparator.naturalOrder()));
    }

    private static Map<String, String> missing(Waiting session, Runner runner) {
        var missing = new HashMap<>(session.labels());
        missing.entrySet().removeAll(runner.machine().labels().entrySet());
        return missing;
    }

    private static Optional<Duration> eta(Place place) {
        return place.startedLately() < FEWEST_SAMPLES
                ? Optional.empty()
                : Optional.of(LATELY.multipliedBy(place.ahead()).dividedBy(place.startedLately()));
    }
}

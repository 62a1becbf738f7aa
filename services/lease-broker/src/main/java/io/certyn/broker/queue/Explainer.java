package io.certyn.broker.queue;

import io.certyn.broker.placement.Offer;
import io.certyn.broker.placement.Waiting;
import io.certyn.broker.queue.Fleet.Member;
import io.certyn.broker.runner.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
            Waiting session, Fleet fleet, Place place, Optional<Offer> offer, Instant now) {
        return new Explanation(
                cause(session, fleet, place, offer, now), session.since(), place, eta(place));
    }

    private static Optional<Cause> cause(
            Waiting session, Fleet fleet, Place place, Optional<Offer> offer, Instant now) {
        if (!fleet.active()) {
            return Optional.of(new Cause.PoolPaused(fleet.pool()));
        }
        if (fleet.members().isEmpty()) {
            return Optional.of(new Cause.NoRunnersRegistered(fleet.pool()));
        }
        var matching =
                fleet.members().stream()
                        .filter(member -> missing(session, member).isEmpty())
                        .toList();
        if (matching.isEmpty()) {
            return Optional.of(nearest(session, fleet.members()));
        }
        var reachable =
                matching.stream().filter(member -> member.presence() != Presence.OFFLINE).toList();
        if (reachable.isEmpty()) {
            return Optional.of(offline(matching));
        }
        var open =
                reachable.stream()
                        .filter(member -> member.presence() != Presence.DRAINING)
                        .toList();
        if (open.isEmpty()) {
            return Optional.of(
                    new Cause.MatchingRunnersDraining(
                            reachable.stream().map(Member::runner).collect(Collectors.toSet())));
        }
        if (fleet.usage().isSpent()) {
            return Optional.of(
                    new Cause.TenantConcurrencyLimit(
                            fleet.usage().running(), fleet.usage().cap().orElseThrow()));
        }
        return offer.filter(one -> now.isBefore(one.until()))
                .map(Explainer::offered)
                .or(() -> room(open, place))
                .or(() -> degraded(session, now));
    }

    private static Cause offered(Offer offer) {
        return new Cause.Offered(
                Optional.ofNullable(offer.to()).map(Object::toString), offer.until());
    }

    private static Optional<Cause> room(List<Member> open, Place place) {
        if (open.stream().anyMatch(member -> member.free() > 0)) {
            return Optional.empty();
        }
        int busy = open.stream().mapToInt(Member::busy).sum();
        int slots = open.stream().mapToInt(Member::slots).sum();
        return Optional.of(
                place.ofHigherPriority() == 0
                        ? new Cause.AllSlotsBusy(busy, slots)
                        : new Cause.BehindHigherPriority(place.ofHigherPriority(), busy, slots));
    }

    private static Optional<Cause> degraded(Waiting session, Instant now) {
        var due = session.since().plus(MATCHING);
        return now.isBefore(due)
                ? Optional.empty()
                : Optional.of(new Cause.ControlPlaneDegraded(due));
    }

    private static Cause nearest(Waiting session, List<Member> members) {
        var nearest =
                members.stream()
                        .min(
                                Comparator.comparingInt(
                                                (Member member) -> missing(session, member).size())
                                        .thenComparing(Member::runner))
                        .orElseThrow();
        return new Cause.NoRunnerMatchesLabels(nearest.runner(), missing(session, nearest));
    }

    private static Cause offline(List<Member> matching) {
        return new Cause.MatchingRunnersOffline(
                matching.size(),
                matching.stream()
                        .flatMap(member -> member.lastSeen().stream())
                        .max(Comparator.naturalOrder()));
    }

    private static Map<String, String> missing(Waiting session, Member member) {
        var missing = new HashMap<>(session.labels());
        missing.entrySet().removeAll(member.labels().entrySet());
        return missing;
    }

    private static Optional<Duration> eta(Place place) {
        return place.startedLately() < FEWEST_SAMPLES
                ? Optional.empty()
                : Optional.of(LATELY.multipliedBy(place.ahead()).dividedBy(place.startedLately()));
    }
}

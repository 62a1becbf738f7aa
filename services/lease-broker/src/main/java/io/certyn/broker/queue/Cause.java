package io.certyn.broker.queue;

import io.certyn.broker.pool.PoolState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What keeps a session in the queue, with what a person needs to change it. */
public sealed interface Cause {

    /** The pool is for self-hosted runners, which are not open to the tenant. */
    record SelfHostedOff(String pool) implements Cause {}

    /** It was asked for later. */
    record ScheduledLater(Instant until) implements Cause {}

    /** The pool takes nothing new, since it is draining or disabled. */
    record PoolPaused(String pool, PoolState state) implements Cause {}

    record NoRunnersRegistered(String pool) implements Cause {}

    /**
     * No runner of the pool has every label that is asked for.
     *
     * @param nearest the runner that lacks fewest
     * @param missing what it lacks
     */
    record NoRunnerMatchesLabels(String nearest, Map<String, String> missing) implements Cause {
        public NoRunnerMatchesLabels {
            missing = Map.copyOf(missing);
        }
    }

    /**
     * @param runners those that would suit
     * @param lastSeen when one of them was last heard; empty where none ever was
     */
    record MatchingRunnersOffline(int runners, Optional<Instant> lastSeen) implements Cause {}

    /**
     * @param runners those that suit and are online
     */
    record MatchingRunnersDraining(Set<String> runners) implements Cause {
        public MatchingRunnersDraining {
            runners = Set.copyOf(runners);
        }
    }

    /** Every runner that suits is of a release older than the one that is needed. */
    record RunnerVersionTooOld(String needed) implements Cause {}

    record TenantConcurrencyLimit(int used, int cap) implements Cause {}

    /**
     * It rests, since it was lost more than once.
     *
     * @param lost how many runners lost it
     * @param by the last of them; empty where that one is not known
     */
    record RetryBackoff(int lost, Optional<String> by, Instant until) implements Cause {}

    /**
     * It is proposed to somebody at this moment.
     *
     * @param runner empty where any runner of the pool may take it
     */
    record Offered(Optional<String> runner, Instant until) implements Cause {}

    /**
     * No slot is left for it. Of the slots that are free at this moment, as one is between two
     * sessions, those who come first need each.
     *
     * @param busy slots that hold a session or that their runner keeps back
     */
    record AllSlotsBusy(int busy, int slots, long ahead) implements Cause {}

    /**
     * @param sessions of higher priority that wait in the same pool
     */
    record BehindHigherPriority(long sessions, int busy, int slots) implements Cause {}

    /**
     * There is room, and nobody is asked to take the session: what matches them is behind.
     *
     * @param since when it should have been offered
     */
    record ControlPlaneDegraded(Instant since) implements Cause {}
}

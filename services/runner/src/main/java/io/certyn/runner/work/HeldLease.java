package io.certyn.runner.work;

import java.util.Optional;

/**
 * A lease this runner holds. Transitions: working → finishing when the agent is gone; working →
 * killed on a rejected renewal or at the self-deadline; finishing → over when the completion is
 * acknowledged, or dropped when a renewal is rejected. A finishing lease has no agent, hence
 * nothing to stop: only the control plane ends it.
 */
public sealed interface HeldLease {

    LeaseKey key();

    Terms terms();

    /** The tick at which an agent must have been told to stop. */
    long deadline();

    Phase phase();

    /** What exactly its agent is made of, once one runs and where it has an image. */
    Optional<String> image();

    /** An agent exists or is about to. */
    record Working(LeaseKey key, Phase phase, Terms terms, long deadline, Optional<String> image)
            implements HeldLease {

        Working renewed(long sentAt) {
            return new Working(key, phase, terms, later(deadline, sentAt, terms), image);
        }

        Working at(Phase next) {
            return next.compareTo(phase) > 0
                    ? new Working(key, next, terms, deadline, image)
                    : this;
        }

        Working runs(Optional<String> of) {
            return new Working(key, phase, terms, deadline, of).at(Phase.RUNNING);
        }

        Finishing finishing() {
            return new Finishing(key, terms, deadline);
        }
    }

    /** The agent is gone; evidence and result are on their way. */
    record Finishing(LeaseKey key, Terms terms, long deadline) implements HeldLease {

        @Override
        public Phase phase() {
            return Phase.FINISHING;
        }

        /** Told while it ran. */
        @Override
        public Optional<String> image() {
            return Optional.empty();
        }

        Finishing renewed(long sentAt) {
            return new Finishing(key, terms, later(deadline, sentAt, terms));
        }
    }

    /** What happens to a lease. */
    sealed interface Event {

        /**
         * The control plane acknowledged a renewal; only when it was sent counts, not when heard.
         */
        record Renewed(long sentAt) implements Event {}

        /** The control plane refused a renewal. Not the same as failing to answer one. */
        record Rejected(String reason) implements Event {}

        record Progressed(Phase phase) implements Event {}

        /** An agent of this image, where it has one, has its assignment. */
        record Running(Optional<String> image) implements Event {}

        record AgentGone() implements Event {}

        record CompletionAcknowledged() implements Event {}

        /** Time passed. */
        record Ticked() implements Event {}
    }

    /** What follows from an event. */
    sealed interface Decision {

        record Kept(HeldLease lease) implements Decision {}

        /** Whatever still runs for this lease is killed at once, and nothing more is reported. */
        record Dropped(LeaseKey key, String reason) implements Decision {}

        /** The lease ended as it should. */
        record Over(LeaseKey key) implements Decision {}
    }

    /** The reason of a lease that nobody renewed in time. */
    String SELF_DEADLINE = "SELF_DEADLINE";

    static HeldLease claimed(LeaseKey key, Terms terms, long sentAt) {
        return new Working(
                key,
                Phase.LEASED,
                terms,
                sentAt + terms.selfDeadline().toNanos(),
                Optional.empty());
    }

    static Decision decide(HeldLease lease, Event event, long now) {
        return switch (lease) {
            case Working working -> ofWorking(working, event, now);
            case Finishing finishing -> ofFinishing(finishing, event);
        };
    }

    private static Decision ofWorking(Working lease, Event event, long now) {
        return switch (event) {
            case Event.Renewed(long sentAt) -> new Decision.Kept(lease.renewed(sentAt));
            case Event.Rejected(String reason) -> new Decision.Dropped(lease.key(), reason);
            case Event.Progressed(Phase next) -> new Decision.Kept(lease.at(next));
            case Event.Running(var image) -> new Decision.Kept(lease.runs(image));
            case Event.AgentGone _ -> new Decision.Kept(lease.finishing());
            case Event.CompletionAcknowledged _ -> new Decision.Over(lease.key());
            case Event.Ticked _ when now - lease.deadline() >= 0 ->
                    new Decision.Dropped(lease.key(), SELF_DEADLINE);
            case Event.Ticked _ -> new Decision.Kept(lease);
        };
    }

    private static Decision ofFinishing(Finishing lease, Event event) {
        return switch (event) {
            case Event.Renewed(long sentAt) -> new Decision.Kept(lease.renewed(sentAt));
            case Event.Rejected(String reason) -> new Decision.Dropped(lease.key(), reason);
            case Event.CompletionAcknowledged _ -> new Decision.Over(lease.key());
            case Event.Progressed _, Event.Running _, Event.AgentGone _, Event.Ticked _ ->
                    new Decision.Kept(lease);
        };
    }

    private static long later(long deadline, long sentAt, Terms terms) {
        long candidate = sentAt + terms.selfDeadline().toNanos();
        // An answer to an older renewal may arrive last; it never shortens the deadline.
        return candidate - deadline > 0 ? candidate : deadline;
    }
}

package io.certyn.orchestrator.session;

import io.certyn.ids.RunnerId;
import org.jspecify.annotations.Nullable;

/** What a session can be told. */
public sealed interface SessionCommand {

    /** Under which it is told; 0 where nobody's lease tells it. */
    default long epoch() {
        return 0;
    }

    /** A runner holds it under a new epoch. */
    record Lease(long epoch, int attempt, RunnerId runner) implements SessionCommand {}

    /** The runner is making the container. */
    record Start(long epoch, RunnerId runner, @Nullable String image) implements SessionCommand {}

    /** The agent works. */
    record Begin(long epoch, RunnerId runner, @Nullable String image) implements SessionCommand {}

    /** The lease of this epoch ended without a result; it waits again. */
    record Requeue(long epoch, int attempt) implements SessionCommand {}

    /** It is over, under this epoch. */
    record Finish(long epoch, int attempts, @Nullable RunnerId runner, Report report)
            implements SessionCommand {}

    /** The evidence of this epoch was settled. */
    record AcceptSeal(Seal seal) implements SessionCommand {
        @Override
        public long epoch() {
            return seal.epoch();
        }
    }

    /** No seal came within the time for it. */
    record GiveUpSeal() implements SessionCommand {}

    /** The run cannot wait any longer for this session. */
    record Abandon(Ending ending) implements SessionCommand {}
}

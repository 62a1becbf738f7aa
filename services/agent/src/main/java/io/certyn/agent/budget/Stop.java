package io.certyn.agent.budget;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether the session may go on. Set from any thread, asked before every browser action. */
public final class Stop {

    /** Why it may not. */
    public sealed interface Cause {

        /** Somebody cancelled the run: the results say so. */
        record Cancelled(String reason) implements Cause {}

        /** The right to act is gone: nothing is done and nothing is reported any more. */
        record Expired(String why) implements Cause {}
    }

    private final AtomicReference<Optional<Cause>> cause = new AtomicReference<>(Optional.empty());

    public void cancel(String reason) {
        cause.compareAndSet(Optional.empty(), Optional.of(new Cause.Cancelled(reason)));
    }

    /** Overrides a cancel: an agent without a lease has nothing to say at all. */
    public void expire(String why) {
        cause.set(Optional.of(new Cause.Expired(why)));
    }

    public Optional<Cause> cause() {
        return cause.get();
    }
}

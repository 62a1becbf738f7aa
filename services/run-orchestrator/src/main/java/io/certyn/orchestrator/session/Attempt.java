package io.certyn.orchestrator.session;

import io.certyn.ids.RunnerId;
import org.jspecify.annotations.Nullable;

/**
 * One try to execute a session.
 *
 * @param epoch epoch of the lease, 0 before the first one
 * @param number counted from 1, 0 before the first lease; a lease that was only declined or drained
 *     does not raise it
 * @param image digest or name of the agent image, once the runner told it
 */
public record Attempt(long epoch, int number, @Nullable RunnerId runner, @Nullable String image) {

    public static final Attempt NONE = new Attempt(0, 0, null, null);

    /** This try, seen through what a runner tells of it; a newer epoch is a new try. */
    Attempt toldBy(long epoch, @Nullable RunnerId runner, @Nullable String image) {
        if (epoch != this.epoch) {
            return new Attempt(epoch, number + 1, runner, image);
        }
        return new Attempt(
                epoch,
                number,
                runner == null ? this.runner : runner,
                image == null ? this.image : image);
    }

    Attempt numbered(int number) {
        return new Attempt(epoch, Math.max(this.number, number), runner, image);
    }
}

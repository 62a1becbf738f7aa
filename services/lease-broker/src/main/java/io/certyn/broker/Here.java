package io.certyn.broker;

import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * Where something is asked for, so that it goes on there whoever answers on a thread of its own.
 */
public final class Here {

    private Here() {}

    /** Goes on where the caller is now. */
    public static Executor executor() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(_ -> task.run());
    }
}

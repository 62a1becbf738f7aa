package io.certyn.cli.local;

import java.util.concurrent.CompletableFuture;

/** A started process of the stack. */
interface Running {

    long pid();

    default boolean isAlive() {
        return ProcessHandle.of(pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Completes when the process is gone, for whatever reason. */
    CompletableFuture<?> onExit();

    /** Ends the process in order, or by force when it takes too long. */
    void stop();
}

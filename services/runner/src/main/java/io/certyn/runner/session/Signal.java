package io.certyn.runner.session;

import io.certyn.protocol.Sync;
import io.certyn.runner.executor.Executor;
import java.util.List;

/** What a session's own thread waits for. */
sealed interface Signal {

    /** The agent sent its results; everything before them is stored. */
    record Finished(List<Sync.Result> results, long seq) implements Signal {}

    /** The link is gone, by the agent's death or its misbehaviour. */
    record LinkClosed(String why) implements Signal {}

    record AgentExited(Executor.Exit exit) implements Signal {}

    /** The control plane or this runner wants the session to end in good order. */
    record Stop(String reason) implements Signal {}

    /** The lease is lost: whatever happens now must leave no trace. */
    record Dropped(String reason) implements Signal {}
}

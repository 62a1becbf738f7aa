package io.certyn.orchestrator.run;

import java.time.Instant;

/** What its users want of an unfinished run. Cancelling is a wish, not a state. */
public sealed interface Desire {

    /** To go on. */
    record GoOn() implements Desire {}

    /**
     * To stop.
     *
     * @param forceAt until when the sessions may end by themselves
     */
    record Stop(String actor, String reason, Instant forceAt) implements Desire {}

    Desire GO_ON = new GoOn();
}

package io.certyn.broker.placement;

/** How offers reach the runners of a pool. */
public enum Route {
    /** On the pool's topic: whoever has room takes the next one. */
    TOPIC,
    /** In the answer to a parked sync: to one runner. */
    SYNC
}

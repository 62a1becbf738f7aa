package io.certyn.broker.placement;

import io.certyn.ids.RunnerId;

/** Reaches one runner that may be waiting for something to happen, and nobody else. */
public interface Doorbell {

    /** There is an offer for it. */
    void offer(RunnerId runner, Offer offer);

    /** Something it holds or was told has changed: it should look. */
    void ring(RunnerId runner);
}

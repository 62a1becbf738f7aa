package io.certyn.runner.work;

import io.certyn.ids.SessionId;
import io.certyn.protocol.Sync;

/** Turns an offer into a session, or says why not. */
public interface Intake {

    /** Blocks until the claim is settled, at most as long as a lease may go unrenewed. */
    Answer take(Sync.Offer offer) throws InterruptedException;

    /** How an offer ended. */
    enum Answer {
        CLAIMED,
        /** Somebody else has it, or nobody should: final for this offer. */
        GONE,
        /** Not now and not here; another runner may. */
        NOT_NOW,
        MALFORMED
    }

    /** The session of an offer. */
    static SessionId session(Sync.Offer offer) {
        return SessionId.parse(offer.session());
    }
}

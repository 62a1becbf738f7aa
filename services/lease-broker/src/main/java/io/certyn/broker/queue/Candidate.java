package io.certyn.broker.queue;

import io.certyn.broker.placement.Waiting;
import java.time.Instant;

/**
 * A session that waits, and until when it may not be leased.
 *
 * @param lost how many runners lost it
 */
public record Candidate(Waiting waiting, Instant notBefore, int lost) {

    boolean rests(Instant now) {
        return now.isBefore(notBefore);
    }
}

package io.certyn.agent.budget;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Until when the agent may act. Each answer of the runner counts from the moment its question was
 * sent, so that a slow link can only shorten the time, never stretch it. Safe for several threads.
 */
public final class Deadline {

    private static final int MAX_OPEN_QUESTIONS = 1_000;

    private final Ticker ticker;
    private final Map<Long, Duration> asked = new HashMap<>();
    private Duration until;
    private long lastNonce;

    public Deadline(Ticker ticker, Duration first) {
        this.ticker = ticker;
        this.until = ticker.now().plus(first);
    }

    /** Notes that the runner is being asked now; the number goes with the question. */
    public synchronized long ask() {
        if (asked.size() >= MAX_OPEN_QUESTIONS) {
            asked.clear();
        }
        asked.put(++lastNonce, ticker.now());
        return lastNonce;
    }

    public synchronized void answered(long nonce, Duration remaining) {
        var sent = asked.remove(nonce);
        if (sent != null && sent.plus(remaining).compareTo(until) > 0) {
            until = sent.plus(remaining);
        }
    }

    public synchronized boolean isPast() {
        return ticker.now().compareTo(until) >= 0;
    }
}

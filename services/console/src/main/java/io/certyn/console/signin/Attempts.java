package io.certyn.console.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed sign-ins per name and per address, so that passwords cannot be tried at will. Each
 * console counts for itself; what many consoles allow together is still small.
 */
public final class Attempts {

    /** Beyond this many names and addresses the oldest is forgotten: memory has a limit. */
    private static final int MOST_REMEMBERED = 10_000;

    private final int most;
    private final Duration window;
    private final Map<String, Count> counts =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    private record Count(int failures, Instant since) {}

    public Attempts(int most, Duration window) {
        if (most < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("attempts " + most + " in " + window);
        }
        this.most = most;
        this.window = window;
    }

    /** How long this one has to wait; zero when it may try. */
    public synchronized Duration delay(String who, Instant now) {
        var count = counts.get(who);
        if (count == null || count.failures() < most) {
            return Duration.ZERO;
        }
        var left = Duration.between(now, count.since().plus(window));
        return left.isNegative() ? Duration.ZERO : left;
    }

    public synchronized void failed(String who, Instant now) {
        var count = counts.get(who);
        if (count == null || !now.isBefore(count.since().plus(window))) {
            counts.put(who, new Count(1, now));
        } else {
            counts.put(who, new Count(count.failures() + 1, count.since()));
        }
    }

    public synchronized void succeeded(String who) {
        counts.remove(who);
    }
}

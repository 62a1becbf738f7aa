package io.certyn.runner.control;

import io.certyn.runner.time.Ticker;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says once for each reason that something cannot be reached, and once that it can again, however
 * often it is tried in between. Thread-safe.
 */
public final class Outage {

    private static final System.Logger LOG = System.getLogger(Outage.class.getName());
    private static final int MOST_REASONS = 5;

    private final String what;
    private final Ticker ticker;
    private final Set<String> reasons = new HashSet<>();
    private @Nullable Long since;

    /**
     * @param what as it is called in the log
     */
    public Outage(String what, Ticker ticker) {
        this.what = what;
        this.ticker = ticker;
    }

    /** One more attempt came to nothing; a reason that was not said yet is worth a line. */
    public synchronized void failed(Exception why) {
        if (since == null) {
            since = ticker.nanos();
        }
        if (reasons.size() < MOST_REASONS && reasons.add(why.toString())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} unreachable error={1}; trying again until it answers",
                    what,
                    why.toString());
        }
    }

    public synchronized void over() {
        var began = since;
        if (began != null) {
            since = null;
            reasons.clear();
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} reachable again after={1}",
                    what,
                    Duration.ofNanos(ticker.nanos() - began).truncatedTo(ChronoUnit.SECONDS));
        }
    }
}

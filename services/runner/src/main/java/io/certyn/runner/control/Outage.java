package io.certyn.runner.control;

import io.certyn.runner.time.Ticker;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says once that something cannot be reached, and once that it can again, however often it is tried
 * in between. Thread-safe.
 */
public final class Outage {

    private static final System.Logger LOG = System.getLogger(Outage.class.getName());

    private final String what;
    private final Ticker ticker;
    private @Nullable Long since;
    private String reason = "";

    /**
     * @param what as it is called in the log
     */
    public Outage(String what, Ticker ticker) {
        this.what = what;
        this.ticker = ticker;
    }

    /** One more attempt came to nothing; another reason than before is worth a line. */
    public synchronized void failed(Exception why) {
        var now = why.toString();
        if (since == null) {
            since = ticker.nanos();
        } else if (now.equals(reason)) {
            return;
        }
        reason = now;
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} unreachable error={1}; trying again until it answers",
                what,
                now);
    }

    public synchronized void over() {
        var began = since;
        if (began != null) {
            since = null;
            reason = "";
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} reachable again after={1}",
                    what,
                    Duration.ofNanos(ticker.nanos() - began).truncatedTo(ChronoUnit.SECONDS));
        }
    }
}

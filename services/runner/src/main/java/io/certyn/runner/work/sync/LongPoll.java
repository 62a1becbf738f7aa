package io.certyn.runner.work.sync;

import io.certyn.runner.control.Backoff;
import io.certyn.runner.control.Outage;
import io.certyn.runner.control.Refused;
import io.certyn.runner.time.Ticker;
import io.certyn.runner.work.Slots;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The parked request: commands for every runner, offers where the pool sends them here. */
public final class LongPoll {

    private static final System.Logger LOG = System.getLogger(LongPoll.class.getName());
    private static final Duration HOLD = Duration.ofSeconds(25);
    private static final Duration TIMEOUT = HOLD.plusSeconds(10);

    /** Keeps a control plane that answers at once from being asked without pause. */
    private static final Duration AT_LEAST = Duration.ofMillis(50);

    private final SyncClient client;
    private final Exchange exchange;
    private final Slots slots;
    private final Outage outage;

    public LongPoll(SyncClient client, Exchange exchange, Slots slots, Ticker ticker) {
        this.client = client;
        this.exchange = exchange;
        this.slots = slots;
        this.outage = new Outage("control plane's offers", ticker);
    }

    /** Runs until interrupted. */
    public void run() throws Superseded, Disowned, InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8));
        while (!Thread.currentThread().isInterrupted()) {
            try {
                var answer = client.poll(slots.free(), HOLD, TIMEOUT);
                exchange.heard();
                answer.ifPresent(exchange::hear);
                outage.over();
                backoff.reset();
                TimeUnit.MILLISECONDS.sleep(AT_LEAST.toMillis());
            } catch (Refused e) {
                LOG.log(System.Logger.Level.WARNING, "long poll refused error={0}", e.getMessage());
                TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
            } catch (IOException e) {
                outage.failed(e);
                TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
            }
        }
    }
}

package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part of the stack that is started again whenever it dies, until it is stopped. */
final class Supervised implements AutoCloseable {

    private static final Duration LAUNCH_LIMIT = Duration.ofMinutes(1);

    private final String name;
    private final Supplier<? extends Running> launch;
    private final ProcessLedger ledger;

    private @Nullable Running running;
    private @Nullable Thread watcher;
    private boolean stopping;

    private Supervised(String name, Supplier<? extends Running> launch, ProcessLedger ledger) {
        this.name = name;
        this.launch = launch;
        this.ledger = ledger;
    }

    /** Starts the part; a failure of this first start is the caller's. */
    static Supervised start(String name, Supplier<? extends Running> launch, ProcessLedger ledger) {
        var supervised = new Supervised(name, launch, ledger);
        var first = supervised.launched();
        supervised.watcher =
                Thread.ofVirtual().name("supervise-" + name).start(() -> supervised.watch(first));
        return supervised;
    }

    String name() {
        return name;
    }

    synchronized boolean isAlive() {
        return running != null && running.isAlive();
    }

    @Override
    public void close() {
        Running last;
        synchronized (this) {
            stopping = true;
            notifyAll();
            last = running;
        }
        if (last != null) {
            last.stop();
        }
        awaitWatcher();
        ledger.remove(name);
    }

    /** One that is launching the part again at this moment stops it when it notices. */
    private void awaitWatcher() {
        try {
            if (watcher != null) {
                watcher.join(LAUNCH_LIMIT);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Running first) {
        var current = first;
        var backoff = Backoff.first();
        while (true) {
            var started = System.nanoTime();
            current.onExit().handle((_, _) -> 0).join();
            var lived = Duration.ofNanos(System.nanoTime() - started);
            var next =
                    revived(
                            lived.compareTo(Duration.ofSeconds(30)) >= 0
                                    ? Backoff.first()
                                    : backoff);
            if (next == null) {
                return;
            }
            backoff = backoff.after(lived);
            current = next;
        }
    }

    /** The part started again after the wait, as often as needed; null once it is to stop. */
    private @Nullable Running revived(Backoff wait) {
        var backoff = wait;
        while (pause(backoff.next())) {
            try {
                return launched();
            } catch (LocalStackException e) {
                System.err.println(name + " did not start again: " + e.getMessage());
                backoff = backoff.after(Duration.ZERO);
            } catch (Stopping _) {
                return null;
            }
        }
        return null;
    }

    /** Launching is not locked, since it waits until the part serves; closing must not wait. */
    private Running launched() {
        var launched = launch.get();
        synchronized (this) {
            if (!stopping) {
                running = launched;
                ledger.add(name, launched.pid());
                return launched;
            }
        }
        launched.stop();
        throw new Stopping();
    }

    private synchronized boolean pause(Duration duration) {
        var until = System.nanoTime() + duration.toNanos();
        try {
            for (var left = duration.toMillis();
                    left > 0 && !stopping;
                    left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !stopping;
    }

    private static final class Stopping extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}

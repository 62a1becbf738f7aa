package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import io.certyn.local.postgres.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one data directory. One supervisor at a time has them, none starts once stopping
 * began, and none outlives it.
 */
final class Parts implements AutoCloseable {

    private final Footprint before;
    private final FileChannel lock;
    private final ProcessLedger ledger;
    private final List<Supervised> started = new ArrayList<>();
    private @Nullable Thread hook;
    private boolean stopping;

    private Parts(Footprint before, FileChannel lock, ProcessLedger ledger) {
        this.before = before;
        this.lock = lock;
        this.ledger = ledger;
    }

    /**
     * Takes the directory for this process and ends what a killed supervisor left on it, which may
     * hold the very port that is wanted.
     */
    static Parts of(DataDirectory data) {
        var before = Footprint.of(data);
        data.prepare();
        var parts = new Parts(before, data.lock(), new ProcessLedger(data.processes()));
        try {
            data.makeLogs();
            ProcessLedger.endLeftovers(data.processes());
            LocalPostgres.stopLeftover(data.postgres());
            return parts;
        } catch (RuntimeException e) {
            parts.giveUp();
            throw e;
        }
    }

    /**
     * From now on a signal to this process stops the parts, too.
     *
     * @param stop how their owner stops them
     */
    void stopOnSignal(Runnable stop) {
        hook = new Thread(stop, "stop-local-stack");
        Runtime.getRuntime().addShutdownHook(hook);
        ledger.add(ProcessLedger.SUPERVISOR, ProcessHandle.current().pid());
    }

    Supervised start(String name, Supplier<Running> launch) {
        var part = Supervised.start(name, launch, ledger);
        synchronized (this) {
            if (!stopping) {
                started.add(part);
                return part;
            }
        }
        part.close();
        throw new LocalStackException("The local stack was stopped while it was starting.");
    }

    /** Whether the caller is the first to stop the parts; after it, no other starts any. */
    synchronized boolean beginStopping() {
        var first = !stopping;
        stopping = true;
        return first;
    }

    /** Stops these parts together. */
    void stop(Predicate<Supervised> which) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            snapshot().stream().filter(which).forEach(part -> threads.execute(part::close));
        }
    }

    /** Lets go of the directory as it was found, where no part was started. */
    void giveUp() {
        before.restore();
        release();
    }

    /** Stops what still runs and lets go of the directory. */
    @Override
    public void close() {
        beginStopping();
        stop(_ -> true);
        ledger.delete();
        release();
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException _) {
            // This is the hook.
        }
    }

    private void release() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized List<Supervised> snapshot() {
        return List.copyOf(started);
    }
}

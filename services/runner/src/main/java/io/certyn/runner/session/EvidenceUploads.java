package io.certyn.runner.session;

import io.certyn.protocol.Uploads;
import io.certyn.runner.control.Backoff;
import io.certyn.runner.control.ControlPlane;
import io.certyn.runner.control.Refused;
import io.certyn.runner.register.AccessTokens;
import io.certyn.runner.work.LeaseKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends files of one session as they become complete: grants in batches, three at a time, each
 * tried again until the session gives up or the control plane says that the lease is over.
 */
final class EvidenceUploads {

    private static final System.Logger LOG = System.getLogger(EvidenceUploads.class.getName());
    private static final int PARALLEL = 3;
    private static final int QUEUE = 4_000;
    private static final Duration GRANT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration UPLOAD_TIMEOUT = Duration.ofSeconds(60);

    private final LeaseKey key;
    private final AccessTokens tokens;
    private final ControlPlane controlPlane;
    private final Function<String, Path> where;
    private final BlockingQueue<Uploads.File> ready = new ArrayBlockingQueue<>(QUEUE);
    private final Semaphore lanes = new Semaphore(PARALLEL);
    private final Thread thread;
    private int open;
    private @Nullable String failed;

    EvidenceUploads(
            LeaseKey key,
            AccessTokens tokens,
            ControlPlane controlPlane,
            Function<String, Path> where) {
        this.key = key;
        this.tokens = tokens;
        this.controlPlane = controlPlane;
        this.where = where;
        this.thread = Thread.ofVirtual().name("uploads").start(this::run);
    }

    synchronized void add(Uploads.File file) {
        open++;
        ready.add(file);
    }

    /** Waits until all that was added is stored; false when that will not be, or not in time. */
    synchronized boolean await(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (open > 0 && failed == null) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return failed == null;
    }

    /** Stops sending, whatever is left. */
    void stop() {
        thread.interrupt();
        fail("stopped");
    }

    private void run() {
        try {
            while (true) {
                var batch = new ArrayList<Uploads.File>();
                batch.add(ready.take());
                ready.drainTo(batch, Uploads.MAX_FILES - 1);
                send(batch);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<Uploads.File> batch) throws InterruptedException {
        Map<String, String> paths;
        try {
            paths = grants(batch);
        } catch (Refused e) {
            fail(e.getMessage());
            return;
        }
        for (var file : batch) {
            var path = paths.get(file.name());
            if (path == null) {
                fail("no grant for " + file.name());
                return;
            }
            lanes.acquire();
            Thread.ofVirtual().name("upload").start(() -> send(file, path));
        }
    }

    private void send(Uploads.File file, String path) {
        try {
            persist(file, path);
            sent();
        } catch (Refused e) {
            fail(file.name() + ": " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lanes.release();
        }
    }

    private void persist(Uploads.File file, String granted) throws Refused, InterruptedException {
        var backoff = backoff();
        var path = granted;
        boolean renewed = false;
        while (!isOver()) {
            try {
                controlPlane.put(
                        path, where.apply(file.name()), file.contentType(), UPLOAD_TIMEOUT);
                return;
            } catch (Refused e) {
                // A grant lives for minutes; one that ran out is asked for again, once.
                if (e.status() != 401 || renewed) {
                    throw e;
                }
                renewed = true;
                path = grants(List.of(file)).getOrDefault(file.name(), path);
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "upload failed sessionId={0} name={1} error={2}",
                        key.session(),
                        file.name(),
                        e.toString());
                TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
            }
        }
    }

    private Map<String, String> grants(List<Uploads.File> files)
            throws Refused, InterruptedException {
        var backoff = backoff();
        while (!isOver()) {
            try {
                var answer =
                        tokens.post(
                                "/runner/v1/leases/" + key.session() + "/uploads",
                                new Uploads.Request(key.epoch(), files),
                                Uploads.Answer.class,
                                GRANT_TIMEOUT);
                var paths = new HashMap<String, String>();
                answer.ifPresent(granted ->
                        granted.grants().forEach(grant -> paths.put(grant.name(), grant.path())));
                return paths;
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "upload grants failed sessionId={0} error={1}",
                        key.session(),
                        e.toString());
                TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
            }
        }
        return Map.of();
    }

    private static Backoff backoff() {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    }

    private synchronized boolean isOver() {
        return failed != null;
    }

    private synchronized void sent() {
        open--;
        notifyAll();
    }

    private synchronized void fail(@Nullable String why) {
        if (failed == null) {
            failed = why == null ? "refused" : why;
            if (!failed.equals("stopped")) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "evidence not stored sessionId={0} epoch={1} reason={2}",
                        key.session(),
                        key.epoch(),
                        failed);
            }
        }
        notifyAll();
    }
}

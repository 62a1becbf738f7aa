package io.certyn.agent;

import io.certyn.agent.budget.Deadline;
import io.certyn.agent.budget.Stop;
import io.certyn.agent.budget.Ticker;
import io.certyn.agent.report.RunnerLink;
import io.certyn.protocol.link.LinkMessages;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps asking how long the agent may still act, and ends the browser when a step does not notice
 * in time that it has to stop: a blocked call into the browser returns only when the browser is
 * gone.
 */
final class Heart implements AutoCloseable {

    private static final Duration ASK = Duration.ofSeconds(2);
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofMillis(1_200);

    private final Path chromium;
    private final RunnerLink link;
    private final Deadline deadline;
    private final Stop stop;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Heart(Path chromium, RunnerLink link, Deadline deadline, Stop stop) {
        this.chromium = chromium;
        this.link = link;
        this.deadline = deadline;
        this.stop = stop;
    }

    static Heart start(Path chromium, RunnerLink link, Deadline deadline, Stop stop) {
        var heart = new Heart(chromium, link, deadline, stop);
        Thread.ofPlatform().daemon().name("heart").start(heart::run);
        return heart;
    }

    private void run() {
        try {
            beatUntilStopped();
            // A step that polls ends by itself within this time and keeps its evidence.
            if (!closed.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                endBrowser();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void beatUntilStopped() throws InterruptedException {
        var ticker = Ticker.SYSTEM;
        var next = ticker.now();
        while (!deadline.isPast() && stop.cause().isEmpty()) {
            if (ticker.now().compareTo(next) >= 0) {
                ask();
                next = ticker.now().plus(ASK);
            }
            if (closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void ask() {
        try {
            link.control(LinkMessages.Control.deadlineRequest(deadline.ask()));
        } catch (UncheckedIOException _) {
            // The reading side notices that the link is gone, and the deadline runs out.
        }
    }

    private void endBrowser() {
        var name = chromium.toString();
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().filter(name::equals).isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

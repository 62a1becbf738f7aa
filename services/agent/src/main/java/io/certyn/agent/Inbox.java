package io.certyn.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.agent.budget.Deadline;
import io.certyn.agent.budget.Stop;
import io.certyn.agent.live.Streamer;
import io.certyn.agent.report.RunnerLink;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkMessages;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Hears the runner on a thread of its own, for as long as the link lives. */
final class Inbox {

    private static final System.Logger LOG = System.getLogger(Inbox.class.getName());

    private final RunnerLink link;
    private final Stop stop;
    private final Streamer streamer;
    private final CompletableFuture<LinkMessages.Assigned> assignment = new CompletableFuture<>();
    private final AtomicReference<@Nullable Deadline> deadline = new AtomicReference<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Object acknowledgement = new Object();
    private final CountDownLatch closed = new CountDownLatch(1);

    Inbox(RunnerLink link, Stop stop, Streamer streamer) {
        this.link = link;
        this.stop = stop;
        this.streamer = streamer;
    }

    void start() {
        Thread.ofPlatform().daemon().name("link").start(this::run);
    }

    CompletableFuture<LinkMessages.Assigned> assignment() {
        return assignment;
    }

    void watch(Deadline current) {
        deadline.set(current);
    }

    /** Waits until the runner has stored everything up to this sequence number. */
    boolean awaitAcknowledged(long seq, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        synchronized (acknowledgement) {
            while (acknowledged.get() < seq && closed.getCount() > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(acknowledgement, left);
            }
            return acknowledged.get() >= seq;
        }
    }

    private void run() {
        try {
            while (true) {
                handle(link.receive());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "link closed");
            stop.expire("the link to the runner is gone");
            assignment.completeExceptionally(e);
            closed.countDown();
            synchronized (acknowledgement) {
                acknowledgement.notifyAll();
            }
        }
    }

    private void handle(Frame frame) throws IOException {
        if (frame.type() == FrameType.ASSIGNMENT) {
            assignment.complete(read(frame, LinkMessages.Assigned.class));
        } else if (frame.type() == FrameType.CONTROL) {
            control(read(frame, LinkMessages.Control.class));
        } else if (frame.type() == FrameType.LINK_ACK) {
            synchronized (acknowledgement) {
                acknowledged.set(read(frame, LinkMessages.Acknowledged.class).seq());
                acknowledgement.notifyAll();
            }
        } else {
            LOG.log(System.Logger.Level.DEBUG, "message ignored type={0}", frame.type());
        }
    }

    private void control(LinkMessages.Control control) {
        switch (control.kind()) {
            case "capture" -> streamer.capture(Boolean.TRUE.equals(control.on()));
            case "cancel" -> stop.cancel(control.reason() == null ? "cancelled" : control.reason());
            case "deadline" -> extended(control);
            default -> LOG.log(System.Logger.Level.DEBUG, "control ignored");
        }
    }

    private void extended(LinkMessages.Control control) {
        var current = deadline.get();
        if (current != null && control.nonce() != null && control.remainingMs() != null) {
            current.answered(control.nonce(), Duration.ofMillis(control.remainingMs()));
        }
    }

    private static <T> T read(Frame frame, Class<T> type) throws IOException {
        try {
            return ProtocolJson.MAPPER.readValue(frame.payload(), type);
        } catch (JsonProcessingException e) {
            throw new IOException("unreadable " + frame.type(), e);
        }
    }
}

package io.certyn.runner.session;

import io.certyn.protocol.link.LinkMessages;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for the end of a session, whichever way it comes. */
final class Vigil {

    /** How long an agent that was told to stop may still hand over what it found. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    /** How long an agent that is done may take to end by itself. */
    private static final Duration EXIT_GRACE = Duration.ofSeconds(2);

    private final BlockingQueue<Signal> signals;
    private final Conversation conversation;
    private final Duration timeout;
    private final BooleanSupplier dropped;

    Vigil(
            BlockingQueue<Signal> signals,
            Conversation conversation,
            Duration timeout,
            BooleanSupplier dropped) {
        this.signals = signals;
        this.conversation = conversation;
        this.timeout = timeout;
        this.dropped = dropped;
    }

    Ending await() throws InterruptedException {
        var signal = signals.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return switch (signal) {
            case null -> {
                var late = new Ending.Broken(Ending.SESSION_TIMEOUT, "after " + timeout);
                yield stop(late, "timeout");
            }
            case Signal.Stop(var reason) ->
                    stop(new Ending.Broken(Ending.CANCELLED, reason), reason);
            case Signal.Finished finished -> finished(finished, null);
            case Signal.Dropped _ -> new Ending.Dropped();
            case Signal.LinkClosed(var why) -> broken(null, "the link " + why);
            case Signal.AgentExited(var exit) -> broken(null, exit.inWords());
        };
    }

    /** Tells the agent to stop and waits a moment for what it may still hand over. */
    private Ending stop(Ending.Broken stopped, String reason) throws InterruptedException {
        conversation.tell(LinkMessages.Control.cancel(reason));
        var end = new Countdown(STOP_GRACE);
        while (true) {
            switch (signals.poll(end.leftMillis(), TimeUnit.MILLISECONDS)) {
                case Signal.Stop _ -> {}
                case null -> {
                    return stopped;
                }
                case Signal.Finished finished -> {
                    return finished(finished, stopped);
                }
                case Signal.Dropped _ -> {
                    return new Ending.Dropped();
                }
                case Signal.LinkClosed(var why) -> {
                    return broken(stopped, "the link " + why);
                }
                case Signal.AgentExited(var exit) -> {
                    return broken(stopped, exit.inWords());
                }
            }
        }
    }

    /** The agent's last messages may still be on the link when its end is noticed. */
    private Ending broken(Ending.@Nullable Broken stopped, String why) throws InterruptedException {
        var end = new Countdown(EXIT_GRACE);
        boolean linkGone = why.startsWith("the link");
        var message = why;
        while (!dropped.getAsBoolean() && end.leftMillis() > 0) {
            var next = signals.poll(end.leftMillis(), TimeUnit.MILLISECONDS);
            if (next instanceof Signal.Finished finished) {
                return finished(finished, stopped);
            }
            if (next instanceof Signal.AgentExited(var exit)) {
                message = message + "; " + exit.inWords();
                break;
            }
            if (next instanceof Signal.LinkClosed && !linkGone) {
                break;
            }
        }
        if (dropped.getAsBoolean()) {
            return new Ending.Dropped();
        }
        return stopped != null ? stopped : new Ending.Broken(Ending.AGENT_CRASHED, message);
    }

    private Ending finished(Signal.Finished finished, Ending.@Nullable Broken stopped)
            throws InterruptedException {
        conversation.acknowledge(finished.seq());
        var end = new Countdown(EXIT_GRACE);
        while (end.leftMillis() > 0) {
            var signal = signals.poll(end.leftMillis(), TimeUnit.MILLISECONDS);
            if (signal instanceof Signal.Dropped) {
                return new Ending.Dropped();
            }
            if (signal instanceof Signal.AgentExited) {
                break;
            }
        }
        // Results of a session that ran out of time are not what they would have been.
        return stopped != null && stopped.failure().equals(Ending.SESSION_TIMEOUT)
                ? stopped
                : new Ending.Reported(finished.results());
    }

    /** Time that runs out. */
    private record Countdown(long endNanos) {

        Countdown(Duration length) {
            this(System.nanoTime() + length.toNanos());
        }

        long leftMillis() {
            return Math.max(0, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
        }
    }
}

package io.certyn.runner.session;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.Uploads;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.runner.work.LeaseKey;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * What is said between a session and its agent. What ends the session arrives as a {@link Signal}.
 */
final class Conversation {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

    private final LeaseKey key;
    private final Agents.Ready ready;
    private final SessionWorkshop workshop;
    private final BlockingQueue<Signal> signals;

    Conversation(
            LeaseKey key,
            Agents.Ready ready,
            SessionWorkshop workshop,
            BlockingQueue<Signal> signals) {
        this.key = key;
        this.ready = ready;
        this.workshop = workshop;
        this.signals = signals;
    }

    /**
     * Who takes what the agent sends.
     *
     * @param acted told of each step that ended
     */
    record Takers(Consumer<Uploads.File> files, Consumer<Frame> live, Runnable acted) {}

    void assign(Assignment assignment, Spool spool, Takers takers) throws IOException {
        Thread.ofVirtual().name("agent-exit").start(this::watch);
        var remaining = workshop.remaining(key);
        ready.link()
                .send(
                        FrameType.ASSIGNMENT,
                        new LinkMessages.Assigned(key.epoch(), remaining.toMillis(), assignment));
        ready.link().listen(new AgentFrames(assignment, spool, taps(takers)));
    }

    private AgentFrames.Taps taps(Takers takers) {
        return new AgentFrames.Taps(
                takers.files(),
                step -> {
                    workshop.reports().event(key, "step_finished", step);
                    takers.acted().run();
                },
                takers.live(),
                this::answerDeadline,
                (results, seq) -> signals.add(new Signal.Finished(results, seq)),
                why -> signals.add(new Signal.LinkClosed(why)));
    }

    private void answerDeadline(long nonce) {
        var remaining = workshop.remaining(key).toMillis();
        try {
            ready.link().send(FrameType.CONTROL, LinkMessages.Control.deadline(nonce, remaining));
        } catch (IOException e) {
            // What the agent sent before it left is still to be read.
            LOG.log(System.Logger.Level.DEBUG, "deadline not answered", e);
        }
    }

    private void watch() {
        try {
            signals.add(new Signal.AgentExited(ready.agent().awaitExit()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void tell(LinkMessages.Control control) {
        // An agent that does not read must not hold up whoever tells it something.
        Thread.ofVirtual()
                .name("control")
                .start(() -> {
                    try {
                        ready.link().send(FrameType.CONTROL, control);
                    } catch (IOException e) {
                        LOG.log(System.Logger.Level.DEBUG, "control not sent", e);
                    }
                });
    }

    /** Lets the agent go: its results are here. */
    void acknowledge(long seq) {
        try {
            ready.link().send(FrameType.LINK_ACK, new LinkMessages.Acknowledged(seq));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "acknowledgement not sent", e);
        }
    }
}

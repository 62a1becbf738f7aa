package io.certyn.runner.session;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.tunnel.LiveTunnel;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One session: start, assignment, waiting, evidence, completion, in this order and on one thread.
 * Everything that happens meanwhile arrives as a {@link Signal}.
 */
final class Session {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    private final LeaseKey key;
    private final Assignment assignment;
    private final Duration timeout;
    private final String image;
    private final SessionWorkshop workshop;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicBoolean refilled = new AtomicBoolean();
    private final LiveTunnel tunnel;
    private final Handover handover;
    private volatile @Nullable Conversation conversation;
    private volatile Agents.@Nullable Ready agent;
    private volatile @Nullable EvidenceUploads uploads;
    private volatile boolean dropped;

    Session(LeaseKey key, Sync.ClaimResult claim, SessionWorkshop workshop) {
        this.key = key;
        this.assignment = Objects.requireNonNull(claim.assignment());
        this.timeout = Duration.ofMillis(claim.sessionTimeoutMs());
        this.image = Objects.requireNonNull(claim.image());
        this.workshop = workshop;
        this.handover = new Handover(key, workshop.reports());
        this.tunnel = workshop.tunnels().forSession(key, this::capture);
    }

    void stop(String reason) {
        signals.add(new Signal.Stop(reason));
    }

    /** Kills the agent here and now, whatever the session's thread is doing. */
    void drop(String reason) {
        dropped = true;
        signals.add(new Signal.Dropped(reason));
        tunnel.close();
        var running = agent;
        if (running != null) {
            running.remove();
        }
        var sending = uploads;
        if (sending != null) {
            sending.stop();
        }
    }

    void openStream(String relayPath, String publishToken) {
        tunnel.open(relayPath, publishToken);
    }

    void closeStream() {
        tunnel.pause();
    }

    private void capture(boolean on) {
        var talking = conversation;
        if (talking != null) {
            talking.tell(LinkMessages.Control.capture(on));
        }
    }

    /** Runs to the end; what goes wrong becomes part of the completion. */
    void run() throws InterruptedException {
        Spool spool;
        try {
            spool = Spool.create(workshop.spools().resolve(key.toString()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "spool not writable", e);
            tunnel.close();
            workshop.reports().agentGone(key);
            end(new Ending.Broken(Ending.START_FAILED, "the spool is not writable"), null, null);
            return;
        }
        uploads = workshop.uploads(key, name -> spool.path(new EvidenceName(name)));
        var ending = work(spool);
        workshop.reports().phase(key, Phase.FINISHING);
        tunnel.close();
        var running = agent;
        if (running != null) {
            Handover.clearAway(running, spool);
        }
        workshop.reports().agentGone(key);
        refillOnce();
        if (dropped || ending instanceof Ending.Dropped) {
            Handover.discard(spool);
            return;
        }
        var manifest = handover.evidence(spool, Objects.requireNonNull(uploads));
        end(ending, spool, manifest);
    }

    private void end(Ending ending, @Nullable Spool spool, @Nullable String manifest) {
        if (dropped) {
            Handover.discard(spool);
        } else {
            handover.finish(ending, spool, manifest);
        }
    }

    private Ending work(Spool spool) throws InterruptedException {
        workshop.reports().phase(key, Phase.STARTING);
        Agents.Ready ready;
        try {
            ready = workshop.agents().take(image, new Executor.Purpose(key, timeout));
            agent = ready;
            // Taking one may last; what was dropped meanwhile gets no way out.
            if (dropped) {
                return new Ending.Dropped();
            }
            ready.agent()
                    .bind(
                            key,
                            assignment.environment().origins(),
                            () -> !workshop.remaining(key).isZero());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "agent not started sessionId=" + key.session(), e);
            return new Ending.Broken(Ending.START_FAILED, String.valueOf(e.getMessage()));
        }
        var talking = new Conversation(key, ready, workshop, signals);
        conversation = talking;
        try {
            talking.assign(assignment, spool, takers());
        } catch (IOException e) {
            return new Ending.Broken(Ending.AGENT_CRASHED, "the agent left before its assignment");
        }
        workshop.reports().running(key, ready.agent().image());
        LOG.log(
                System.Logger.Level.INFO,
                "session running sessionId={0} epoch={1} agent={2}",
                key.session(),
                key.epoch(),
                ready.agent().name());
        return new Vigil(signals, talking, timeout, () -> dropped).await();
    }

    private Conversation.Takers takers() {
        return new Conversation.Takers(
                Objects.requireNonNull(uploads)::add, tunnel::publish, this::refillOnce);
    }

    /**
     * Another agent is started ahead once this one has begun to act, when the CPU is free again.
     */
    private void refillOnce() {
        if (refilled.compareAndSet(false, true)) {
            workshop.agents().refill();
        }
    }
}

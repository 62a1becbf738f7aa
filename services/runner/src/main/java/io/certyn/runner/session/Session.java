package io.certyn.runner.session;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.EvidenceManifest;
import io.certyn.protocol.Sync;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.runner.tunnel.LiveTunnel;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One session: start, assignment, waiting, evidence, completion, in this order and on one thread.
 * Everything that happens meanwhile arrives as a {@link Signal}.
 */
final class Session {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    /** How long an agent that was told to stop may still hand over what it found. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    /** How long an agent that is done may take to end by itself. */
    private static final Duration EXIT_GRACE = Duration.ofSeconds(2);

    /** Less than the control plane allows for finishing. */
    private static final Duration UPLOADS = Duration.ofSeconds(100);

    private final LeaseKey key;
    private final Assignment assignment;
    private final Duration timeout;
    private final SessionWorkshop workshop;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicBoolean refilled = new AtomicBoolean();
    private final LiveTunnel tunnel;
    private volatile Agents.@Nullable Ready agent;
    private volatile @Nullable EvidenceUploads uploads;
    private volatile boolean dropped;

    Session(LeaseKey key, Sync.ClaimResult claim, SessionWorkshop workshop) {
        this.key = key;
        this.assignment = Objects.requireNonNull(claim.assignment());
        this.timeout = Duration.ofMillis(claim.sessionTimeoutMs());
        this.workshop = workshop;
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
        tell(LinkMessages.Control.capture(on));
    }

    private void tell(LinkMessages.Control control) {
        var running = agent;
        if (running != null) {
            // An agent that does not read must not hold up whoever tells it something.
            Thread.ofVirtual()
                    .name("control")
                    .start(() -> {
                        try {
                            running.link().send(FrameType.CONTROL, control);
                        } catch (IOException e) {
                            LOG.log(System.Logger.Level.DEBUG, "control not sent", e);
                        }
                    });
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
            finish(new Ending.Broken(Ending.START_FAILED, "the spool is not writable"), null, null);
            return;
        }
        uploads = workshop.uploads(key, name -> spool.path(new EvidenceName(name)));
        var ending = work(spool);
        workshop.reports().phase(key, Phase.FINISHING);
        tunnel.close();
        clearAway(spool);
        workshop.reports().agentGone(key);
        refillOnce();
        if (dropped || ending instanceof Ending.Dropped) {
            discard(spool);
            return;
        }
        finish(ending, spool, evidence(spool));
    }

    private Ending work(Spool spool) throws InterruptedException {
        workshop.reports().phase(key, Phase.STARTING);
        Agents.Ready ready;
        try {
            ready = workshop.agents().take();
            agent = ready;
            // Taking one may last; what was dropped meanwhile gets no way out.
            if (dropped) {
                return new Ending.Dropped();
            }
            ready.agent().bind(key, assignment.environment().origins());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "agent not started sessionId=" + key.session(), e);
            return new Ending.Broken(Ending.START_FAILED, String.valueOf(e.getMessage()));
        }
        try {
            assign(ready, spool);
        } catch (IOException e) {
            return new Ending.Broken(Ending.AGENT_CRASHED, "the agent left before its assignment");
        }
        workshop.reports().phase(key, Phase.RUNNING);
        LOG.log(
                System.Logger.Level.INFO,
                "session running sessionId={0} epoch={1} agent={2}",
                key.session(),
                key.epoch(),
                ready.agent().name());
        return await(ready);
    }

    private void assign(Agents.Ready ready, Spool spool) throws IOException {
        Thread.ofVirtual().name("agent-exit").start(() -> watch(ready));
        var remaining = workshop.remaining(key);
        ready.link()
                .send(
                        FrameType.ASSIGNMENT,
                        new LinkMessages.Assigned(key.epoch(), remaining.toMillis(), assignment));
        ready.link().listen(new AgentFrames(assignment, spool, taps(ready)));
    }

    private AgentFrames.Taps taps(Agents.Ready ready) {
        return new AgentFrames.Taps(
                file -> Objects.requireNonNull(uploads).add(file),
                step -> {
                    workshop.reports().event(key, "step_finished", step);
                    refillOnce();
                },
                tunnel::publish,
                nonce -> answerDeadline(ready, nonce),
                (results, seq) -> signals.add(new Signal.Finished(results, seq)),
                why -> signals.add(new Signal.LinkClosed(why)));
    }

    private void answerDeadline(Agents.Ready ready, long nonce) {
        var remaining = workshop.remaining(key).toMillis();
        try {
            ready.link().send(FrameType.CONTROL, LinkMessages.Control.deadline(nonce, remaining));
        } catch (IOException e) {
            // What the agent sent before it left is still to be read.
            LOG.log(System.Logger.Level.DEBUG, "deadline not answered", e);
        }
    }

    /**
     * Another agent is started ahead once this one has begun to act, when the CPU is free again.
     */
    private void refillOnce() {
        if (refilled.compareAndSet(false, true)) {
            workshop.agents().refill();
        }
    }

    private void watch(Agents.Ready ready) {
        try {
            signals.add(new Signal.AgentExited(ready.agent().awaitExit()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Ending await(Agents.Ready ready) throws InterruptedException {
        var signal = signals.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return switch (signal) {
            case null -> {
                var late = new Ending.Broken(Ending.SESSION_TIMEOUT, "after " + timeout);
                yield stop(ready, late, "timeout");
            }
            case Signal.Stop(var reason) ->
                    stop(ready, new Ending.Broken(Ending.CANCELLED, reason), reason);
            case Signal.Finished finished -> finished(ready, finished, null);
            case Signal.Dropped _ -> new Ending.Dropped();
            case Signal.LinkClosed(var why) -> broken(ready, null, "the link " + why);
            case Signal.AgentExited(var status) ->
                    broken(ready, null, "the agent ended with status " + status);
        };
    }

    /** Tells the agent to stop and waits a moment for what it may still hand over. */
    private Ending stop(Agents.Ready ready, Ending.Broken stopped, String reason)
            throws InterruptedException {
        tell(LinkMessages.Control.cancel(reason));
        var end = new Countdown(STOP_GRACE);
        while (true) {
            switch (signals.poll(end.leftMillis(), TimeUnit.MILLISECONDS)) {
                case Signal.Stop _ -> {}
                case null -> {
                    return stopped;
                }
                case Signal.Finished finished -> {
                    return finished(ready, finished, stopped);
                }
                case Signal.Dropped _ -> {
                    return new Ending.Dropped();
                }
                case Signal.LinkClosed(var why) -> {
                    return broken(ready, stopped, "the link " + why);
                }
                case Signal.AgentExited(var status) -> {
                    return broken(ready, stopped, "the agent ended with status " + status);
                }
            }
        }
    }

    /** The agent's last messages may still be on the link when its end is noticed. */
    private Ending broken(Agents.Ready ready, Ending.@Nullable Broken stopped, String why)
            throws InterruptedException {
        var end = new Countdown(EXIT_GRACE);
        boolean linkGone = why.startsWith("the link");
        var message = why;
        while (!dropped && end.leftMillis() > 0) {
            var next = signals.poll(end.leftMillis(), TimeUnit.MILLISECONDS);
            if (next instanceof Signal.Finished finished) {
                return finished(ready, finished, stopped);
            }
            if (next instanceof Signal.AgentExited(var status)) {
                message = message + "; the agent ended with status " + status;
                break;
            }
            if (next instanceof Signal.LinkClosed && !linkGone) {
                break;
            }
        }
        if (dropped) {
            return new Ending.Dropped();
        }
        return stopped != null ? stopped : new Ending.Broken(Ending.AGENT_CRASHED, message);
    }

    private Ending finished(
            Agents.Ready ready, Signal.Finished finished, Ending.@Nullable Broken stopped)
            throws InterruptedException {
        try {
            ready.link().send(FrameType.LINK_ACK, new LinkMessages.Acknowledged(finished.seq()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "acknowledgement not sent", e);
        }
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

    private void clearAway(Spool spool) {
        var running = agent;
        if (running == null) {
            return;
        }
        running.remove();
        try {
            if (Files.exists(running.log())) {
                Files.move(
                        running.log(),
                        spool.path(EvidenceName.LOG),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            spool.denials(running.agent().denied());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "agent log not kept", e);
        }
    }

    /** Uploads what is left and the manifest; null when the evidence is not complete. */
    private @Nullable String evidence(Spool spool) throws InterruptedException {
        var sending = Objects.requireNonNull(uploads);
        try {
            spool.seal().forEach(sending::add);
            if (!sending.await(UPLOADS)) {
                return null;
            }
            var manifest =
                    spool.manifest(
                            new EvidenceManifest(
                                    key.session().toString(), key.epoch(), spool.complete()));
            sending.add(manifest);
            return sending.await(UPLOADS) ? manifest.sha256() : null;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "evidence not readable", e);
            return null;
        } finally {
            sending.stop();
        }
    }

    private void finish(Ending ending, @Nullable Spool spool, @Nullable String manifest) {
        if (dropped) {
            discard(spool);
            return;
        }
        Ending.completion(ending, key, manifest)
                .ifPresent(completion -> {
                    if (spool != null) {
                        keep(spool, completion);
                    }
                    workshop.reports().complete(key, completion);
                    LOG.log(
                            System.Logger.Level.INFO,
                            "session finished sessionId={0} epoch={1} failure={2} evidence={3}",
                            key.session(),
                            key.epoch(),
                            completion.failure(),
                            manifest != null);
                });
    }

    private static void keep(Spool spool, Sync.Completion completion) {
        try {
            spool.keep(completion);
        } catch (IOException e) {
            // It is still sent; only a crash of this process now would lose it.
            LOG.log(System.Logger.Level.WARNING, "completion not kept", e);
        }
    }

    private static void discard(@Nullable Spool spool) {
        try {
            if (spool != null) {
                spool.delete();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "spool not removed", e);
        }
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

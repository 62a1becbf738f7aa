package io.certyn.runner.session;

import io.certyn.ids.SessionId;
import io.certyn.protocol.Sync;
import io.certyn.runner.control.ControlPlane;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.Trees;
import io.certyn.runner.register.AccessTokens;
import io.certyn.runner.time.Ticker;
import io.certyn.runner.tunnel.Tunnels;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.Reports;
import io.certyn.runner.work.SessionHost;
import io.certyn.runner.work.Slots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** The sessions of this runner, by lease. */
public final class Sessions implements SessionHost, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    private final SessionWorkshop workshop;
    private final Map<LeaseKey, Session> running;

    private Sessions(SessionWorkshop workshop, Map<LeaseKey, Session> running) {
        this.workshop = workshop;
        this.running = running;
    }

    /**
     * Where sessions keep things.
     *
     * @param spools evidence and results, on durable storage
     * @param runtime sockets and logs of running agents
     */
    public record Places(Path spools, Path runtime) {}

    /**
     * Agents that wait with their browser up.
     *
     * @param image what they are made of until a session asks for another
     */
    public record Warm(int agents, String image) {}

    /** What sessions need of the world around them. */
    public record Surroundings(
            Executor executor,
            AccessTokens tokens,
            ControlPlane controlPlane,
            Tunnels tunnels,
            Ticker ticker) {}

    public static Sessions create(
            Places places, Warm warm, Surroundings around, Slots slots, Reports reports) {
        var running = new ConcurrentHashMap<LeaseKey, Session>();
        // Agents for sessions that are not in sight yet are started when nothing else is to be done
        // with the CPU; while sessions run, enough for the next of each slot.
        int whileRunning = Math.min(warm.agents(), slots.count());
        IntSupplier wanted = () -> running.isEmpty() ? warm.agents() : whileRunning;
        return new Sessions(
                new SessionWorkshop(
                        new Agents(
                                around.executor(),
                                places.runtime(),
                                warm.image(),
                                wanted,
                                slots.count()),
                        reports,
                        slots,
                        around.ticker(),
                        around.tunnels(),
                        places.spools(),
                        new SessionWorkshop.ControlAccess(around.tokens(), around.controlPlane())),
                running);
    }

    /** Starts the agents that wait for sessions. */
    public void warmUp() {
        workshop.agents().refill();
    }

    @Override
    public void start(LeaseKey key, Sync.ClaimResult claim) {
        var session = new Session(key, claim, workshop);
        running.put(key, session);
        Thread.ofVirtual().name(key.toString()).start(() -> run(key, session));
    }

    private void run(LeaseKey key, Session session) {
        try {
            session.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "session failed sessionId=" + key.session(), e);
            session.drop("bug");
            workshop.reports().agentGone(key);
        } finally {
            running.remove(key, session);
            if (running.isEmpty()) {
                workshop.agents().refill();
            }
        }
    }

    @Override
    public void stop(LeaseKey key, String reason) {
        find(key).ifPresent(session -> session.stop(reason));
    }

    @Override
    public void drop(LeaseKey key, String reason) {
        find(key)
                .ifPresentOrElse(
                        // Killing takes a moment, and other leases may be due as well.
                        session ->
                                Thread.ofVirtual().name("kill").start(() -> session.drop(reason)),
                        () -> forget(key));
    }

    @Override
    public void completed(LeaseKey key) {
        forget(key);
    }

    @Override
    public boolean openStream(LeaseKey key, String relayPath, String publishToken) {
        var session = find(key);
        session.ifPresent(found -> found.openStream(relayPath, publishToken));
        return session.isPresent();
    }

    @Override
    public boolean closeStream(LeaseKey key) {
        var session = find(key);
        session.ifPresent(Session::closeStream);
        return session.isPresent();
    }

    private Optional<Session> find(LeaseKey key) {
        return Optional.ofNullable(running.get(key));
    }

    private void forget(LeaseKey key) {
        try {
            Trees.delete(workshop.spools().resolve(key.toString()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "spool not removed", e);
        }
    }

    /** Completions that an earlier process kept and could not deliver; all else it left is gone. */
    public static Map<LeaseKey, Sync.Completion> undelivered(Path spools) throws IOException {
        var found = new LinkedHashMap<LeaseKey, Sync.Completion>();
        Files.createDirectories(spools);
        List<Path> entries;
        try (var listed = Files.list(spools)) {
            entries = listed.toList();
        }
        for (var entry : entries) {
            var completion = Spool.kept(entry);
            if (completion == null) {
                Trees.delete(entry);
            } else {
                found.put(
                        new LeaseKey(SessionId.parse(completion.session()), completion.epoch()),
                        completion);
            }
        }
        return found;
    }

    /** Ends every agent at once; what they did is not reported. */
    @Override
    public void close() {
        running.values().forEach(session -> session.drop("shutdown"));
        workshop.agents().close();
    }
}

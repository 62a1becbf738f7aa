package io.certyn.runner.session;

import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.Executor.RunningAgent;
import io.certyn.runner.executor.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Starts agents, some of them before anybody needs them. Each serves one session. */
final class Agents implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Agents.class.getName());
    private static final int TAIL = 1_000;
    private static final Duration READY = Duration.ofSeconds(60);

    private final Executor executor;
    private final Path runtime;
    private final IntSupplier wanted;
    private final int atOnce;
    private final Deque<Ready> warm = new ArrayDeque<>();
    private final SecureRandom random = new SecureRandom();
    private int starting;
    private boolean closed;

    /**
     * @param wanted how many agents are to wait at this moment
     * @param atOnce how many may be started ahead at the same time; more browsers that come up
     *     together slow one another and the whole machine
     */
    Agents(Executor executor, Path runtime, IntSupplier wanted, int atOnce) {
        this.executor = executor;
        this.runtime = runtime;
        this.wanted = wanted;
        this.atOnce = atOnce;
    }

    /** An agent whose browser is up, and the way to it. */
    record Ready(RunningAgent agent, AgentLink link, Path directory, Path log) {

        void remove() {
            agent.remove();
            link.close();
            try {
                Trees.delete(directory);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "link directory not removed", e);
            }
        }

        /** Removes an agent that never had a session, with what it printed. */
        void discard() {
            remove();
            deleteLog(log);
        }
    }

    /** A waiting agent, or else a new one; blocks until its browser is up. */
    Ready take() throws IOException, InterruptedException {
        var waiting = nextWarm();
        return waiting != null ? waiting : start();
    }

    private synchronized @Nullable Ready nextWarm() {
        while (!warm.isEmpty()) {
            var ready = warm.removeFirst();
            if (ready.agent().isAlive()) {
                return ready;
            }
            Thread.ofVirtual().name("agent-removal").start(ready::discard);
        }
        return null;
    }

    private Ready start() throws IOException, InterruptedException {
        var name = "a" + HexFormat.of().formatHex(randomBytes());
        var directory = runtime.resolve(name);
        // Entered only through its parent, which is ours alone; the agent may be another user.
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        var log = runtime.resolve(name + ".log");
        AgentLink link = null;
        RunningAgent agent = null;
        try {
            link = AgentLink.listen(directory);
            agent = executor.start(name, directory, log);
            awaitHello(link, agent);
            return new Ready(agent, link, directory, log);
        } catch (IOException | InterruptedException e) {
            if (agent != null) {
                agent.remove();
            }
            if (link != null) {
                link.close();
            }
            Trees.delete(directory);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "agent not started name={0} printed={1}",
                    name,
                    tail(log));
            deleteLog(log);
            throw e;
        }
    }

    /** The last words of an agent that had no session yet, hence nothing of a page in them. */
    private static String tail(Path log) {
        try {
            var text = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
            return text.substring(Math.max(0, text.length() - TAIL)).strip();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void deleteLog(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "agent log not removed", e);
        }
    }

    private static void awaitHello(AgentLink link, RunningAgent agent)
            throws IOException, InterruptedException {
        var death =
                Thread.ofVirtual()
                        .name("agent-start")
                        .start(() -> {
                            try {
                                int status = agent.awaitExit();
                                link.hello()
                                        .completeExceptionally(
                                                new IOException(
                                                        "the agent ended with status " + status));
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            var hello = link.hello().get(READY.toMillis(), TimeUnit.MILLISECONDS);
            LOG.log(
                    System.Logger.Level.INFO,
                    "agent ready name={0} browser={1}",
                    agent.name(),
                    hello.browser());
        } catch (ExecutionException e) {
            throw new IOException("the agent did not start", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the agent was not ready within " + READY, e);
        } finally {
            death.interrupt();
        }
    }

    /**
     * Starts what is missing of the waiting agents, in the background. After one that did not start
     * the next is tried only with the next call.
     */
    void refill() {
        while (claimStart()) {
            Thread.ofVirtual().name("agent-start").start(this::startWarm);
        }
    }

    private synchronized boolean claimStart() {
        for (var ready : List.copyOf(warm)) {
            if (!ready.agent().isAlive()) {
                warm.remove(ready);
                Thread.ofVirtual().name("agent-removal").start(ready::discard);
            }
        }
        if (closed || starting >= atOnce || warm.size() + starting >= wanted.getAsInt()) {
            return false;
        }
        starting++;
        return true;
    }

    private void startWarm() {
        Ready ready = null;
        try {
            ready = start();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "agent not started ahead", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (keep(ready)) {
            refill();
        } else if (ready != null) {
            ready.discard();
        }
    }

    private synchronized boolean keep(@Nullable Ready ready) {
        starting--;
        if (ready == null || closed) {
            return false;
        }
        warm.addLast(ready);
        return true;
    }

    private byte[] randomBytes() {
        var bytes = new byte[6];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        Deque<Ready> rest;
        synchronized (this) {
            closed = true;
            rest = new ArrayDeque<>(warm);
            warm.clear();
        }
        rest.forEach(Ready::discard);
    }
}

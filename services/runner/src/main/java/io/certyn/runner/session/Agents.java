package io.certyn.runner.session;

import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.Executor.Order;
import io.certyn.runner.executor.Executor.Purpose;
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
import java.util.Optional;
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
    private String image;
    private int starting;
    private boolean closed;

    /**
     * @param image what waiting agents are made of until a session asks for another
     * @param wanted how many agents are to wait at this moment
     * @param atOnce how many may be started ahead at the same time; more browsers that come up
     *     together slow one another and the whole machine
     */
    Agents(Executor executor, Path runtime, String image, IntSupplier wanted, int atOnce) {
        this.executor = executor;
        this.runtime = runtime;
        this.image = image;
        this.wanted = wanted;
        this.atOnce = atOnce;
    }

    /** An agent whose browser is up, and the way to it. */
    record Ready(String image, RunningAgent agent, AgentLink link, Path directory, Path log) {

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

    /**
     * A waiting agent of this image, or else a new one; blocks until its browser is up. Agents that
     * wait from now on are of this image, too.
     */
    Ready take(String image, Purpose purpose) throws IOException, InterruptedException {
        var waiting = nextWarm(image);
        return waiting != null ? waiting : start(image, Optional.of(purpose));
    }

    private synchronized @Nullable Ready nextWarm(String image) {
        this.image = image;
        discardUnfit();
        return warm.pollFirst();
    }

    /** Those that are dead, or that nobody asks for any more. */
    private void discardUnfit() {
        for (var ready : List.copyOf(warm)) {
            if (!ready.agent().isAlive() || !ready.image().equals(image)) {
                warm.remove(ready);
                Thread.ofVirtual().name("agent-removal").start(ready::discard);
            }
        }
    }

    private Ready start(String image, Optional<Purpose> purpose)
            throws IOException, InterruptedException {
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
            agent = executor.start(new Order(image, name, purpose), directory, log);
            awaitHello(link, agent);
            return new Ready(image, agent, link, directory, log);
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
                                var exit = agent.awaitExit();
                                link.hello().completeExceptionally(new IOException(exit.inWords()));
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
            var why = e.getCause();
            throw new IOException(
                    "the agent did not start: " + (why == null ? "" : why.getMessage()), why);
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
        discardUnfit();
        if (closed || starting >= atOnce || warm.size() + starting >= wanted.getAsInt()) {
            return false;
        }
        starting++;
        return true;
    }

    private void startWarm() {
        Ready ready = null;
        try {
            ready = start(image(), Optional.empty());
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

    private synchronized String image() {
        return image;
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

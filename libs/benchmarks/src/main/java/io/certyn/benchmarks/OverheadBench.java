package io.certyn.benchmarks;

import io.certyn.protocol.step.CaseFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The same 20 short cases through the platform with two slots, and directly with Playwright in a
 * fresh browser per case, two at a time, taking the same screenshots and trace: with an agent that
 * waits for each case, and with the pool as it is by default, which is filled again meanwhile.
 */
final class OverheadBench {

    private static final int ROUNDS = 3;
    private static final int AT_A_TIME = 2;

    private OverheadBench() {}

    static List<Figure> run(Path root, String executor)
            throws IOException, InterruptedException, ExecutionException {
        var cases = cases(root);
        var warm = compare(root, executor, cases, cases.size());
        var refilled = compare(root, executor, cases, AT_A_TIME);
        // Agents that wait take memory, and with it some speed from the peer: its better median
        // counts.
        double peer = Math.min(warm.peer().at(0.5), refilled.peer().at(0.5));
        var id = "overhead." + executor;
        return List.of(
                warm.wall(id + ".wall_seconds", peer),
                Figure.atMost(id + ".ratio", warm.ratio(peer), "x", 1.15),
                refilled.wall(id + ".refilled_wall_seconds", peer),
                Figure.reported(id + ".refilled_ratio", refilled.ratio(peer), "x"));
    }

    private record Comparison(Samples ours, Samples peer) {

        double ratio(double peerSeconds) {
            return ours.at(0.5) / peerSeconds;
        }

        Figure wall(String id, double peerSeconds) {
            return Figure.reported(id, ours.at(0.5), "s")
                    .beside("Playwright Java, fresh browser per case", peerSeconds);
        }
    }

    /**
     * @param waiting agents that the runner keeps, all of which wait when a round starts
     */
    private static Comparison compare(Path root, String executor, List<CaseFile> cases, int waiting)
            throws IOException, InterruptedException, ExecutionException {
        var settings = Map.of("CERTYN_RUNNER_WARM_AGENTS", String.valueOf(waiting));
        try (var product = new Product(root, settings, "--executor", executor)) {
            product.up();
            var base = base(product);
            product.awaitWaitingAgents(waiting);
            say("warm-up, Certyn", platform(product));
            say("warm-up, Playwright", direct(root, base, cases));
            var result = new Comparison(new Samples(), new Samples());
            for (int i = 0; i < ROUNDS; i++) {
                product.awaitWaitingAgents(waiting);
                result.peer().add(say("Playwright", direct(root, base, cases)));
                result.ours().add(say("Certyn, " + waiting + " waiting", platform(product)));
            }
            return result;
        }
    }

    private static double say(String what, double seconds) {
        System.err.printf(Locale.ROOT, "%-20s %6.1f s%n", what, seconds);
        return seconds;
    }

    private static double platform(Product product) throws IOException, InterruptedException {
        long from = System.nanoTime();
        var created = product.create(Map.of("suite", "bench"));
        var run = product.finished(created.run());
        double seconds = (System.nanoTime() - from) / 1e9;
        if (!run.path("status").asText().equals("passed")) {
            throw new IOException("the bench suite did not pass: " + run);
        }
        return seconds;
    }

    private static URI base(Product product) throws IOException, InterruptedException {
        var environments = product.get("/api/v1/projects/demo-shop/environments").path("items");
        return URI.create(environments.get(0).path("baseUrl").asText());
    }

    /** The cases' wall time; each worker's driver is up before, as an agent's is. */
    private static double direct(Path root, URI base, List<CaseFile> cases)
            throws IOException, InterruptedException, ExecutionException {
        var queue = new ConcurrentLinkedQueue<>(cases);
        var traces = Files.createTempDirectory("certyn-bench-traces");
        var ready = new CyclicBarrier(AT_A_TIME + 1);
        double seconds;
        try (var workers = Executors.newFixedThreadPool(AT_A_TIME)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < AT_A_TIME; i++) {
                running.add(workers.submit(() -> drain(root, base, queue, traces, ready)));
            }
            long from = start(ready);
            for (var worker : running) {
                worker.get();
            }
            seconds = (System.nanoTime() - from) / 1e9;
        }
        for (var one : cases) {
            Files.delete(traces.resolve(one.key() + ".zip"));
        }
        Files.delete(traces);
        return seconds;
    }

    private static long start(CyclicBarrier ready) throws IOException, InterruptedException {
        try {
            ready.await(1, TimeUnit.MINUTES);
            return System.nanoTime();
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IOException("Playwright's driver does not start", e);
        }
    }

    /** One Playwright instance per thread: its objects are not thread-safe. */
    private static void drain(
            Path root, URI base, Queue<CaseFile> cases, Path traces, CyclicBarrier ready) {
        try (var peer =
                DirectPlaywright.create(
                        root,
                        base,
                        Map.of("user", "alice@example.test", "password", "correct-horse"))) {
            start(ready);
            for (var next = cases.poll(); next != null; next = cases.poll()) {
                peer.run(next, traces.resolve(next.key() + ".zip"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<CaseFile> cases(Path root) throws IOException {
        var folder = root.resolve("services/demo-shop/project/cases/bench");
        var read = new ArrayList<CaseFile>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                switch (CaseFile.read(file.toString(), Files.readString(file))) {
                    case CaseFile.Reading.Read one -> read.add(one.file());
                    case CaseFile.Reading.Unreadable unreadable ->
                            throw new IOException("unreadable case: " + unreadable);
                }
            }
        }
        return read;
    }
}

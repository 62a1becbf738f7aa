package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Figure;
import io.certyn.protocol.ProtocolVersion;
import io.certyn.protocol.Sync;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Claims through the broker, without its matcher: the runners know which sessions wait. Beside it
 * what the same PostgreSQL makes of the same statements when nothing else is between.
 */
final class ClaimsPart {

    private static final int RUNNERS = 1000;
    private static final int SLOTS = 64;
    private static final int CLIENTS = 32;
    private static final int BATCH = 8;
    private static final int SESSIONS = 200_000;

    /** The JVM compiles what runs often only after a while; pgbench is compiled already. */
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private static final Duration WINDOW = Duration.ofSeconds(8);
    private static final String PEER = "pgbench, the same statements on the same PostgreSQL";

    private ClaimsPart() {}

    static List<Figure> run(Path root, BrokerStack stack) throws IOException, InterruptedException {
        var fleet = Fleet.enter(stack, RUNNERS, SLOTS);
        var single = claims(stack, fleet, 1);
        var batched = claims(stack, fleet, BATCH);
        stack.stopAndForget();
        var raw = RawClaims.perSecond(root, stack, WINDOW);
        stack.startBroker();
        System.err.println("claims, one in a sync: " + single.text());
        System.err.printf("claims, %d in a sync: %s%n", BATCH, batched.text());
        raw.ifPresent(limit -> System.err.printf(Locale.ROOT, "pgbench: %.1f/s%n", limit));
        var figures = new ArrayList<Figure>();
        figures.add(
                beside(
                        raw,
                        Figure.reported(
                                "leases.claims.single_per_second", single.perSecond(), "1/s")));
        figures.add(
                beside(
                        raw,
                        Figure.reported(
                                "leases.claims.batched_per_second", batched.perSecond(), "1/s")));
        figures.add(Figure.reported("leases.claims.single_p99_ms", single.p99(), "ms"));
        raw.ifPresent(limit -> {
            double best = Math.max(single.perSecond(), batched.perSecond());
            figures.add(Figure.atLeast("leases.claims.share_of_raw", best / limit, "x", 0.5));
        });
        return figures;
    }

    private static Figure beside(OptionalDouble raw, Figure figure) {
        return raw.isPresent() ? figure.beside(PEER, raw.getAsDouble()) : figure;
    }

    /**
     * @param batch claims in one sync
     */
    private static Load.Result claims(BrokerStack stack, Fleet fleet, int batch)
            throws IOException, InterruptedException {
        stack.stopAndForget();
        try (var connection = stack.database()) {
            Queued.fill(connection, fleet, SESSIONS);
        } catch (SQLException e) {
            throw new IOException("the queue cannot be filled", e);
        }
        stack.startBroker();
        var load = Load.after(WARM_UP, WINDOW);
        var next = new AtomicInteger();
        Fleet.all(
                CLIENTS,
                CLIENTS,
                client -> {
                    for (int turn = 0; !load.isOver(System.nanoTime()); turn++) {
                        // Each has runners of its own: a runner speaks one exchange at a time.
                        int runner = client + turn % (RUNNERS / CLIENTS) * CLIENTS;
                        claim(stack.http(), fleet.identities().get(runner), next, batch, load);
                    }
                    return client;
                });
        if (next.get() > SESSIONS) {
            throw new IOException("all " + SESSIONS + " sessions were claimed; queue more");
        }
        return load.result();
    }

    private static void claim(
            BrokerHttp http, RunnerIdentity runner, AtomicInteger next, int batch, Load load)
            throws IOException, InterruptedException {
        var claims = new ArrayList<Sync.Claim>();
        for (int i = 0; i < batch; i++) {
            claims.add(new Sync.Claim(Queued.id(next.incrementAndGet()), 0, "offer"));
        }
        long at = System.nanoTime();
        var answer = http.post("/runner/v1/sync", runner.accessToken(), request(runner, claims));
        long now = System.nanoTime();
        for (var result : answer.as(Sync.Answer.class).claimResults()) {
            if (result.code() != null) {
                throw new IOException("a claim was refused: " + result.code());
            }
            load.started(at, now);
        }
    }

    /** Says that no slot is free, so that nothing is offered meanwhile. */
    private static Sync.Request request(RunnerIdentity runner, List<Sync.Claim> claims) {
        return new Sync.Request(
                ProtocolVersion.CURRENT,
                runner.instance(),
                runner.epoch(),
                1,
                0,
                RunnerIdentity.VERSION,
                0,
                List.of(),
                claims,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}

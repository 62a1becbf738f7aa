package io.certyn.benchmarks.leases;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.TenantId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Registered runners of one pool of a tenant of its own.
 *
 * @param identities what a runner needs to sync, one for each
 */
record Fleet(TenantId tenant, PoolId pool, List<RunnerIdentity> identities) {

    private static final String POOL =
            "insert into pool (pool_id, tenant_id, name, kind, max_runners)"
                    + " values (?, ?, 'bench', 'self_hosted', 100000)";

    private static final String RUNNER =
            """
            insert into runner (runner_id, tenant_id, pool_id, name, public_key, token_hmac,
                runner_epoch, instance_id, host_id, slots, labels, version, executor)
            values (?, ?, ?, 'bench', gen_random_uuid(), 'none', 1, ?, 'host', ?, '{}', '1.0.0', 'process')
            """;

    private static final String HEARTBEAT =
            "insert into runner_heartbeat (runner_id, tenant_id) values (?, ?)";

    private static final Duration ACCESS = Duration.ofMinutes(30);
    private static final int AT_A_TIME = 16;

    /** What a registration token may be used for at most. */
    private static final int LARGEST = 1000;

    Fleet {
        identities = List.copyOf(identities);
    }

    /** Runners that poll, claim and report from now on. */
    List<SimulatedRunner> start(BrokerHttp http, Duration hold, SimulatedRunner.Sessions sessions) {
        var runners =
                identities.stream()
                        .map(identity -> new SimulatedRunner(http, identity, sessions))
                        .toList();
        runners.forEach(runner -> runner.start(hold));
        return runners;
    }

    static Fleet register(BrokerStack stack, String kind, int runners, int slots)
            throws IOException, InterruptedException {
        if (runners > LARGEST) {
            throw new IllegalArgumentException("a pool has at most " + LARGEST + " runners");
        }
        var http = stack.http();
        var tenant = new TenantId(SessionRequests.id());
        var pool =
                field(
                        http.post(
                                "/api/v1/runner-pools",
                                stack.managerOf(tenant),
                                Map.of("name", "bench", "kind", kind)),
                        "id");
        var token =
                field(
                        http.post(
                                "/api/v1/runner-pools/" + pool + "/registration-tokens",
                                stack.managerOf(tenant),
                                Map.of("mode", "multi_use", "maxUses", runners)),
                        "token");
        return new Fleet(
                tenant,
                PoolId.parse(pool),
                all(runners, AT_A_TIME, _ -> RunnerIdentity.register(http, pool, token, slots)));
    }

    /**
     * Entered into the tables with tokens signed as the broker does, since registering thousands
     * takes minutes and is not what is measured.
     */
    static Fleet enter(BrokerStack stack, int runners, int slots) throws IOException {
        var tenant = new TenantId(SessionRequests.id());
        var pool = new PoolId(SessionRequests.id());
        var signer = stack.signer();
        var identities = new ArrayList<RunnerIdentity>();
        try (var connection = stack.database();
                var makePool = connection.prepareStatement(POOL);
                var makeRunner = connection.prepareStatement(RUNNER);
                var makeHeartbeat = connection.prepareStatement(HEARTBEAT)) {
            connection.setAutoCommit(false);
            makePool.setObject(1, pool.value());
            makePool.setObject(2, tenant.value());
            makePool.execute();
            for (int i = 0; i < runners; i++) {
                var id = new RunnerId(SessionRequests.id());
                makeRunner.setObject(1, id.value());
                makeRunner.setObject(2, tenant.value());
                makeRunner.setObject(3, pool.value());
                makeRunner.setString(4, "i-" + id);
                makeRunner.setInt(5, slots);
                makeRunner.addBatch();
                makeHeartbeat.setObject(1, id.value());
                makeHeartbeat.setObject(2, tenant.value());
                makeHeartbeat.addBatch();
                var token =
                        signer.sign(
                                "lease-broker",
                                id.toString(),
                                Map.of("tenant", tenant.toString(), "pool", pool.toString()),
                                ACCESS,
                                Instant.now());
                identities.add(new RunnerIdentity("i-" + id, 1, token, slots));
            }
            makeRunner.executeBatch();
            makeHeartbeat.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("runners cannot be entered", e);
        }
        return new Fleet(tenant, pool, identities);
    }

    private static String field(BrokerHttp.Answer answer, String name) throws IOException {
        return String.valueOf(answer.as(Map.class).get(name));
    }

    /** What is done for one of many, by its number. */
    interface Task<T> {
        T run(int number) throws IOException, InterruptedException;
    }

    /** Does it so many times, some at a time. */
    static <T> List<T> all(int times, int atATime, Task<T> task)
            throws IOException, InterruptedException {
        var permits = new Semaphore(atATime);
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < times; i++) {
                int number = i;
                running.add(
                        threads.submit(() -> {
                            permits.acquire();
                            try {
                                return task.run(number);
                            } finally {
                                permits.release();
                            }
                        }));
            }
            for (var one : running) {
                results.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return results;
    }
}

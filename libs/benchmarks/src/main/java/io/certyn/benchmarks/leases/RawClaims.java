package io.certyn.benchmarks.leases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** The statements of a claim by pgbench, on a copy of the broker's tables in a schema beside. */
final class RawClaims {

    private static final String SCRIPT = "claim.pgbench.sql";
    private static final String SCHEMA = "raw_claims";
    private static final int CLIENTS = 16;
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) \\(without");

    private static final int SESSIONS_PER_CLIENT = 8000;

    private RawClaims() {}

    /** Transactions per second, each one claim; none where there is no pgbench. */
    static OptionalDouble perSecond(Path root, BrokerStack stack, Duration window)
            throws IOException, InterruptedException {
        var pgbench = find();
        if (pgbench.isEmpty()) {
            System.err.println(
                    "No pgbench was found, so nothing stands beside the claims: Debian's lies in"
                            + " the package postgresql-contrib.");
            return OptionalDouble.empty();
        }
        var data = stack.backing().data();
        var password = Files.readString(data.resolve("postgres/superuser-password")).strip();
        int port = stack.backing().postgresPort();
        try (var connection =
                DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/certyn", "postgres", password)) {
            copyTables(root, connection);
        } catch (SQLException e) {
            throw new IOException("the broker's tables cannot be copied", e);
        }
        var script = data.resolve(SCRIPT);
        try (var source = RawClaims.class.getResourceAsStream(SCRIPT)) {
            if (source == null) {
                throw new IOException("no resource " + SCRIPT);
            }
            Files.write(script, source.readAllBytes());
        }
        var builder =
                new ProcessBuilder(
                                pgbench.get().toString(),
                                "--host=127.0.0.1",
                                "--port=" + port,
                                "--username=postgres",
                                "--no-vacuum",
                                "--protocol=prepared",
                                "--client=" + CLIENTS,
                                "--time=" + window.toSeconds(),
                                "--define=n=0",
                                "--file=" + script,
                                "certyn")
                        .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password);
        builder.environment().put("PGOPTIONS", "-c search_path=" + SCHEMA);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("pgbench failed: " + output);
        }
        return OptionalDouble.of(tps(output));
    }

    static double tps(String output) {
        var found = TPS.matcher(output);
        if (!found.find()) {
            throw new IllegalArgumentException("pgbench says no tps: " + output);
        }
        return Double.parseDouble(found.group(1));
    }

    private static void copyTables(Path root, Connection connection)
            throws SQLException, IOException {
        var migrations = root.resolve("services/lease-broker/src/main/resources/db/migration");
        List<Path> files;
        try (var found = Files.list(migrations)) {
            files = found.sorted(Comparator.comparingInt(RawClaims::version)).toList();
        }
        try (var statement = connection.createStatement()) {
            statement.execute("create schema " + SCHEMA);
            statement.execute("set search_path = " + SCHEMA);
            for (var file : files) {
                statement.execute(Files.readString(file));
            }
            statement.execute(rows());
        }
    }

    /** Rows for every client, see the script: 64 runners and sessions enough for the window. */
    private static String rows() {
        return """
        create function numbered(n bigint) returns uuid language sql immutable as $$
            select ('01990000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
        create function message(n bigint) returns text language sql immutable as $$
            select json_build_array(json_build_object('id', numbered(n), 'tenant_id', numbered(0),
                'topic', 'certyn.session.events.v1', 'key', numbered(n)::text,
                'headers', json_build_object('ce_specversion', '1.0', 'ce_id', numbered(n),
                    'ce_type', 'io.certyn.session.leased.v1', 'ce_source', 'lease-broker',
                    'ce_subject', 'session/' || numbered(n), 'ce_time', '2026-01-01T00:00:00Z',
                    'ce_tenant', numbered(0), 'ce_partitionkey', numbered(n),
                    'content-type', 'application/json', 'ce_leaseepoch', '1'),
                'payload', json_build_object('session', numbered(n), 'run', numbered(n),
                    'epoch', 1, 'attempt', 1, 'runner', numbered(n),
                    'at', '2026-01-01T00:00:00Z')::text))::text $$;
        insert into pool (pool_id, tenant_id, name, kind)
        values (numbered(0), numbered(0), 'bench', 'self_hosted');
        insert into runner (runner_id, tenant_id, pool_id, name, public_key, token_hmac,
            runner_epoch, instance_id, host_id, slots, labels, version, executor)
        select numbered(r), numbered(0), numbered(0), 'bench', r, 'none', 1, 'i', 'host', 64, '{}',
            '1.0.0', 'process'
        from generate_series(0, %1$d * 64 - 1) as r;
        insert into session_queue (session_id, tenant_id, shard, pool_id, run_id, priority, labels,
            image, retry_on_lost, max_attempts, session_timeout_ms, queue_wait_ms, epoch, attempts,
            avoid_runner, enqueued_at, queue_deadline, not_before)
        select numbered(c * 1000000 + n), numbered(0), 0, numbered(0), gen_random_uuid(), 2, '{}',
            null, 'ALWAYS', 2, 60000, 86400000, 0, 0, null, now(), now() + interval '1 day', now()
        from generate_series(0, %1$d - 1) as c, generate_series(1, %2$d) as n;
        insert into assignment (session_id, tenant_id, document)
        select session_id, tenant_id, repeat('x', 700) from session_queue;
        analyze;
        """
                .formatted(CLIENTS, SESSIONS_PER_CLIENT);
    }

    /** Of a migration such as {@code V12__what.sql}. */
    static int version(Path migration) {
        var name = String.valueOf(migration.getFileName());
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    /** On the path, or where Debian keeps the programs of each version. */
    private static Optional<Path> find() throws IOException {
        var onPath =
                Pattern.compile(":")
                        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                        .map(directory -> Path.of(directory, "pgbench"))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (onPath.isPresent()) {
            return onPath;
        }
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin/pgbench"))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder());
        }
    }
}

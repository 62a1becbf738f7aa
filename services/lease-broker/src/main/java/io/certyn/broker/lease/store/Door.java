package io.certyn.broker.lease.store;

import io.certyn.broker.Columns;
import io.certyn.broker.lease.Claimant;
import io.certyn.broker.lease.Holder;
import io.certyn.broker.lease.Visiting;
import io.certyn.broker.lease.Visitor;
import io.certyn.broker.pool.OldestRelease;
import io.certyn.broker.pool.PoolKind;
import io.certyn.broker.pool.Rollout;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Lets in only the newest instance of a runner, and notes that it was heard. */
final class Door {

    private static final String RUNNERS =
            """
            select r.*, p.kind, r.pool_active and r.desired = 'active' as active
            from runner r join pool p on p.pool_id = r.pool_id
            where r.runner_id = any($1) and r.revoked_at is null
            """;

    /** Against drain and new instance: none commits between this look and our commit. */
    private static final String LOCKED = RUNNERS + " order by r.runner_id for update of r";

    /** Locked in order: a runner's poll and its claim may be with different brokers. */
    private static final String HEARD =
            """
            with mine as (
                select runner_id from runner_heartbeat where runner_id = any($1)
                order by runner_id for update)
            update runner_heartbeat h set last_seen = clock_timestamp(), free_slots = s.free_slots,
                due_at = greatest(h.due_at, clock_timestamp() + s.next * interval '1 millisecond')
            from unnest($1::uuid[], $2::text[], $3::bigint[], $4::int[], $5::bigint[])
                    as s (runner_id, instance_id, runner_epoch, free_slots, next)
                join runner r on r.runner_id = s.runner_id and r.instance_id = s.instance_id
                    and r.runner_epoch = s.runner_epoch and r.revoked_at is null
                join mine on mine.runner_id = s.runner_id
            where h.runner_id = s.runner_id
            returning h.runner_id, h.online
            """;

    private final Rollout rollout;
    private final OldestRelease oldest;

    Door(Rollout rollout, OldestRelease oldest) {
        this.rollout = rollout;
        this.oldest = oldest;
    }

    /** What stands behind the door. */
    sealed interface Entrance {

        record Nobody() implements Entrance {}

        record Older() implements Entrance {}

        record Open(Claimant runner, PoolKind kind, int slots, boolean wasAway)
                implements Entrance {}
    }

    /** Lets in a group, in its order; who claims is locked. All of it goes one way at once. */
    Uni<List<Entrance>> enter(SqlConnection connection, List<Visiting> group) {
        var found = new HashMap<RunnerId, Row>();
        return Uni.combine()
                .all()
                .unis(
                        look(connection, LOCKED, runners(group, Visiting::claims), found),
                        look(connection, RUNNERS, runners(group, one -> !one.claims()), found),
                        heard(connection, group))
                .with((_, _, away) ->
                        group.stream().map(one -> entrance(found, one.visitor(), away)).toList());
    }

    /** Whom the newest instance would find, without being heard. */
    Uni<Entrance> look(SqlConnection connection, Visitor visitor) {
        var found = new HashMap<RunnerId, Row>();
        return look(connection, RUNNERS, new UUID[] {visitor.runner().value()}, found)
                .map(_ -> entrance(found, visitor, Set.of()));
    }

    private static Uni<Void> look(
            SqlConnection connection, String sql, UUID[] runners, Map<RunnerId, Row> found) {
        return runners.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(sql)
                        .execute(Tuple.of(runners))
                        .invoke(rows -> rows.forEach(row -> found.put(runner(row), row)))
                        .replaceWithVoid();
    }

    /** Those who were thought to be offline. */
    private static Uni<Set<RunnerId>> heard(SqlConnection connection, List<Visiting> group) {
        var signs = Tuple.tuple();
        signs.addArrayOfUUID(runners(group, _ -> true));
        signs.addArrayOfString(
                group.stream().map(one -> one.visitor().instance()).toArray(String[]::new));
        signs.addArrayOfLong(
                group.stream().map(one -> one.visitor().runnerEpoch()).toArray(Long[]::new));
        signs.addArrayOfInteger(group.stream().map(Visiting::freeSlots).toArray(Integer[]::new));
        signs.addArrayOfLong(group.stream().map(one -> one.next().toMillis()).toArray(Long[]::new));
        return connection.preparedQuery(HEARD).execute(signs).map(Door::away);
    }

    private static Set<RunnerId> away(RowSet<Row> rows) {
        return Columns.all(rows, row -> row).stream()
                .filter(row -> !row.getBoolean("online"))
                .map(Door::runner)
                .collect(Collectors.toSet());
    }

    private static UUID[] runners(Collection<Visiting> group, Predicate<Visiting> which) {
        return group.stream()
                .filter(which)
                .map(one -> one.visitor().runner().value())
                .toArray(UUID[]::new);
    }

    private static RunnerId runner(Row row) {
        return new RunnerId(row.getUUID("runner_id"));
    }

    private Entrance entrance(Map<RunnerId, Row> found, Visitor visitor, Set<RunnerId> away) {
        var row = found.get(visitor.runner());
        if (row == null) {
            return new Entrance.Nobody();
        }
        if (row.getLong("runner_epoch") != visitor.runnerEpoch()
                || !visitor.instance().equals(row.getString("instance_id"))) {
            return new Entrance.Older();
        }
        var kind = PoolKind.of(row.getString("kind")).orElseThrow();
        return new Entrance.Open(
                claimant(row, kind),
                kind,
                row.getInteger("slots"),
                away.contains(visitor.runner()));
    }

    private Claimant claimant(Row row, PoolKind kind) {
        var tenant = new TenantId(row.getUUID("tenant_id"));
        return new Claimant(
                new Holder(runner(row), row.getLong("runner_epoch"), row.getString("host_id")),
                tenant,
                new PoolId(row.getUUID("pool_id")),
                row.getBoolean("active")
                        && rollout.isOpen(kind, tenant)
                        && oldest.admits(row.getString("version")),
                Columns.texts(row, "labels"),
                0,
                Integer.MAX_VALUE);
    }
}

package io.certyn.broker.lease.store;

import io.certyn.ids.RunnerId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Commands that were given lately and that nobody has acknowledged, by whichever broker. */
@ApplicationScoped
public class FreshCommands {

    /** No poll is parked for longer, and whoever polls anew is told with the answer. */
    private static final String FRESH =
            """
            select command_id, runner_id from command
            where acked_at is null and created_at > clock_timestamp() - interval '1 minute'
            """;

    private final Pool pool;

    FreshCommands(Pool pool) {
        this.pool = pool;
    }

    /** To whom each was given. */
    public Uni<Map<UUID, RunnerId>> all() {
        return pool.preparedQuery(FRESH)
                .execute()
                .map(rows -> {
                    var fresh = new HashMap<UUID, RunnerId>();
                    rows.forEach(row ->
                            fresh.put(
                                    row.getUUID("command_id"),
                                    new RunnerId(row.getUUID("runner_id"))));
                    return fresh;
                });
    }
}

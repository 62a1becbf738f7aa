package io.certyn.benchmarks.leases;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.ids.SessionId;
import io.certyn.protocol.ProtocolJson;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Sessions put into the broker's tables, so that a queue of any length is there at once. */
final class Queued {

    private static final String SESSIONS =
            """
            insert into session_queue (session_id, tenant_id, shard, pool_id, run_id, priority, labels,
                image, retry_on_lost, max_attempts, session_timeout_ms, queue_wait_ms, epoch, attempts,
                avoid_runner, enqueued_at, queue_deadline, not_before)
            select ('01990000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ?, 0, ?,
                gen_random_uuid(), 2, '{}', null, 'ALWAYS', 2, 60000, 86400000, 0, 0,
                null, now() - interval '1 hour' + n * interval '1 millisecond', now() + interval '1 day',
                now()
            from generate_series(1, ?) as n
            """;

    private static final String ASSIGNMENTS =
            "insert into assignment (session_id, tenant_id, document)"
                    + " select session_id, tenant_id, ? from session_queue";

    private Queued() {}

    /** The id of the n-th session, from 1. */
    static String id(int n) {
        return new SessionId(new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | n))
                .toString();
    }

    /** Fills an empty queue. */
    static void fill(Connection connection, Fleet fleet, int depth)
            throws SQLException, IOException {
        try (var sessions = connection.prepareStatement(SESSIONS);
                var assignments = connection.prepareStatement(ASSIGNMENTS);
                var statistics = connection.createStatement()) {
            sessions.setObject(1, fleet.tenant().value());
            sessions.setObject(2, fleet.pool().value());
            sessions.setInt(3, depth);
            sessions.execute();
            assignments.setString(1, document(fleet));
            assignments.execute();
            // As autovacuum would after a while.
            statistics.execute("vacuum analyze session_queue");
            statistics.execute("vacuum analyze assignment");
        }
    }

    private static String document(Fleet fleet) throws JsonProcessingException {
        return ProtocolJson.MAPPER.writeValueAsString(
                SessionRequests.assignment(fleet.tenant(), "run_bench", id(1)));
    }
}

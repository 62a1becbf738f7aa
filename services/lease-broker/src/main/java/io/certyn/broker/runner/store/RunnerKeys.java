package io.certyn.broker.runner.store;

import io.certyn.broker.Columns;
import io.certyn.broker.runner.RunnerIdentity;
import io.certyn.ids.RunnerId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the keys by which runners prove who they are. */
@ApplicationScoped
public class RunnerKeys {

    private static final String KEYED =
            "select * from runner where runner_id = $1 and revoked_at is null";

    private static final String ANNOUNCE =
            "update runner set next_key = $3"
                    + " where runner_id = $1 and public_key = $2 and revoked_at is null";

    private static final String PROMOTE =
            "update runner set public_key = next_key, next_key = null"
                    + " where runner_id = $1 and next_key = $2 and revoked_at is null";

    private final Pool pool;

    RunnerKeys(Pool pool) {
        this.pool = pool;
    }

    /**
     * A runner's identity and the keys it proves itself with.
     *
     * @param nextKey one it announced and did not use yet
     */
    public record Keyed(RunnerIdentity identity, String publicKey, @Nullable String nextKey) {}

    public Uni<Optional<Keyed>> find(RunnerId runner) {
        return pool.preparedQuery(KEYED)
                .execute(Tuple.of(runner.value()))
                .map(rows ->
                        Columns.first(
                                rows,
                                row ->
                                        new Keyed(
                                                RunnerRows.identity(row),
                                                row.getString("public_key"),
                                                row.getString("next_key"))));
    }

    /** Notes the runner's next key, unless its present one was changed meanwhile. */
    public Uni<Boolean> announce(RunnerId runner, String presentKey, String nextKey) {
        return changed(ANNOUNCE, Tuple.of(runner.value(), presentKey, nextKey));
    }

    /** From now on the next key is the only one. */
    public Uni<Boolean> promote(RunnerId runner, String nextKey) {
        return changed(PROMOTE, Tuple.of(runner.value(), nextKey));
    }

    private Uni<Boolean> changed(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(done -> done.rowCount() > 0);
    }
}

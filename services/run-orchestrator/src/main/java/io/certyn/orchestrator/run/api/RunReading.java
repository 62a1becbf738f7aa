package io.certyn.orchestrator.run.api;

import io.certyn.ids.RunId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.page.api.Versions;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.flow.RunChanges;
import io.certyn.orchestrator.run.flow.RunConfig;
import io.certyn.orchestrator.run.store.Runs;
import io.certyn.orchestrator.session.store.Sessions;
import io.certyn.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reads a run for a caller, who may wait for another version than the one that was seen. */
@ApplicationScoped
public class RunReading {

    private final Runs runs;
    private final Sessions sessions;
    private final RunChanges changes;
    private final RunConfig config;

    public RunReading(Runs runs, Sessions sessions, RunChanges changes, RunConfig config) {
        this.runs = runs;
        this.sessions = sessions;
        this.changes = changes;
        this.config = config;
    }

    Uni<Response> read(TenantId tenant, RunId id, @Nullable String tag, Duration wait) {
        var seen = Versions.read(tag);
        if (seen.isEmpty()) {
            return find(tenant, id).chain(this::show);
        }
        long version = seen.getAsLong();
        if (wait.isZero()) {
            return find(tenant, id).chain(record -> showChanged(record, version));
        }
        // Watched before it is read, so that no change falls in between.
        return changes.watch(id, version)
                .map(watch -> follow(tenant, id, version, watch, limited(wait)))
                .orElseGet(() -> find(tenant, id).chain(record -> showChanged(record, version)));
    }

    private Uni<Response> follow(
            TenantId tenant, RunId id, long seen, RunChanges.Watch watch, Duration wait) {
        var onContext = currentContext();
        return find(tenant, id)
                .chain(record ->
                        record.version() != seen
                                ? show(record)
                                : watch.changes(wait)
                                        .emitOn(onContext)
                                        .chain(() -> find(tenant, id))
                                        .chain(again -> showChanged(again, seen)))
                .onTermination()
                .invoke(watch::close);
    }

    private Uni<RunRecord> find(TenantId tenant, RunId id) {
        return runs.find(tenant, id)
                .map(found ->
                        found.orElseThrow(() -> new ProblemException(RunProblems.notFound())));
    }

    private Uni<Response> showChanged(RunRecord record, long seen) {
        return record.version() == seen
                ? Uni.createFrom()
                        .item(
                                Response.notModified()
                                        .header(HttpHeaders.ETAG, Versions.tag(record.version()))
                                        .build())
                : show(record);
    }

    private Uni<Response> show(RunRecord record) {
        var run = record.run().id();
        return sessions.byId(record.tenant(), run)
                .chain(bySession ->
                        runs.cases(run).map(cases -> RunView.of(record, cases, bySession)))
                .map(view -> shown(view, record.version()));
    }

    private static Response shown(RunView view, long version) {
        return Response.ok(view).header(HttpHeaders.ETAG, Versions.tag(version)).build();
    }

    private Duration limited(Duration wait) {
        return wait.compareTo(config.maxWait()) < 0 ? wait : config.maxWait();
    }

    /** The change is told on another thread; the database is read on the request's own context. */
    private static Executor currentContext() {
        var context = Objects.requireNonNull(Vertx.currentContext(), "on a Vert.x context");
        return task -> context.runOnContext(_ -> task.run());
    }
}

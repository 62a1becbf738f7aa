package io.certyn.orchestrator.run.flow;

import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.run.Run;
import io.certyn.orchestrator.run.RunCommand;
import io.certyn.orchestrator.run.RunDecision;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.RunRefusal;
import io.certyn.orchestrator.run.events.Announcements;
import io.certyn.orchestrator.run.store.Outbox;
import io.certyn.orchestrator.run.store.Runs;
import io.certyn.orchestrator.session.store.Sessions;
import io.certyn.outbox.OutboxMessage;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Cancels runs: the wish is kept and every session that is not over is asked to stop. */
@ApplicationScoped
public class RunCancellation {

    private static final Logger LOG = Logger.getLogger(RunCancellation.class);

    private final Runs runs;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Announcements announcements;
    private final RunChanges changes;
    private final InstantSource clock;
    private final RunConfig config;

    public RunCancellation(
            Runs runs,
            Sessions sessions,
            Outbox outbox,
            Announcements announcements,
            RunChanges changes,
            InstantSource clock,
            RunConfig config) {
        this.runs = runs;
        this.sessions = sessions;
        this.outbox = outbox;
        this.announcements = announcements;
        this.changes = changes;
        this.clock = clock;
        this.config = config;
    }

    /** What became of a wish to cancel. */
    public sealed interface Answer {

        record Accepted(RunRecord run) implements Answer {}

        record Refused(RunRefusal why) implements Answer {}

        record Unknown() implements Answer {}
    }

    public Uni<Answer> cancel(TenantId tenant, RunId id, RunCommand.Cancel wish) {
        return Panache.withTransaction(() ->
                        runs.lock(id)
                                .chain(found ->
                                        found.filter(run -> run.tenant().equals(tenant))
                                                .map(run -> cancel(run, wish))
                                                .orElseGet(RunCancellation::unknown)))
                .invoke(this::wake);
    }

    private static Uni<Answer> unknown() {
        return Uni.createFrom().item(new Answer.Unknown());
    }

    private Uni<Answer> cancel(RunRecord record, RunCommand.Cancel wish) {
        var now = clock.instant();
        return switch (Run.decide(record.run(), wish, now, config.terms().run())) {
            case RunDecision.Refused(var why) -> Uni.createFrom().item(new Answer.Refused(why));
            case RunDecision.Moved moved -> keep(record.moved(moved.run(), now), moved, wish);
        };
    }

    private Uni<Answer> keep(RunRecord record, RunDecision.Moved moved, RunCommand.Cancel wish) {
        return runs.write(record)
                .chain(() -> sessions.unfinished(record.run().id()))
                .map(open -> messages(record, moved, open, wish.reason()))
                .chain(outbox::add)
                .invoke(() ->
                        LOG.infof(
                                "run cancelling runId=%s tenantId=%s",
                                record.run().id(), record.tenant()))
                .replaceWith(new Answer.Accepted(record));
    }

    private List<OutboxMessage> messages(
            RunRecord record, RunDecision.Moved moved, List<SessionId> open, String reason) {
        var messages = new ArrayList<>(announcements.of(record, moved.events(), List.of()));
        open.forEach(
                session -> messages.add(announcements.cancelRequested(record, session, reason)));
        return messages;
    }

    private void wake(Answer answer) {
        Optional.of(answer)
                .filter(Answer.Accepted.class::isInstance)
                .map(Answer.Accepted.class::cast)
                .ifPresent(accepted ->
                        changes.announce(accepted.run().run().id(), accepted.run().version()));
    }
}

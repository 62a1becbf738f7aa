package io.certyn.orchestrator.run.flow;

import static io.certyn.orchestrator.session.SessionRefusal.STALE;

import io.certyn.audit.RefusedEpoch;
import io.certyn.audit.RefusedEpochs;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.run.CaseRecord;
import io.certyn.orchestrator.run.Heard;
import io.certyn.orchestrator.run.RunCase;
import io.certyn.orchestrator.run.RunEvent;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.RunSaga;
import io.certyn.orchestrator.run.Scene;
import io.certyn.orchestrator.run.events.Announcements;
import io.certyn.orchestrator.run.store.Outbox;
import io.certyn.orchestrator.run.store.Runs;
import io.certyn.orchestrator.session.Lifecycle;
import io.certyn.orchestrator.session.Session;
import io.certyn.orchestrator.session.SessionCommand;
import io.certyn.orchestrator.session.SessionEvent;
import io.certyn.orchestrator.session.SessionRefusal;
import io.certyn.orchestrator.session.StepRecord;
import io.certyn.orchestrator.session.store.Sessions;
import io.certyn.orchestrator.session.store.Steps;
import io.certyn.outbox.OutboxMessage;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes what is told of a session, and leads its run along. */
@ApplicationScoped
public class SessionNews {

    private static final Logger LOG = Logger.getLogger(SessionNews.class);

    private final Runs runs;
    private final Sessions sessions;
    private final Steps steps;
    private final Outbox outbox;
    private final Announcements announcements;
    private final RunChanges changes;
    private final RefusedEpochs refusals;
    private final InstantSource clock;
    private final RunSaga.Terms terms;

    public SessionNews(
            Runs runs,
            Sessions sessions,
            Steps steps,
            Outbox outbox,
            Announcements announcements,
            RunChanges changes,
            RefusedEpochs refusals,
            InstantSource clock,
            RunConfig config) {
        this.runs = runs;
        this.sessions = sessions;
        this.steps = steps;
        this.outbox = outbox;
        this.announcements = announcements;
        this.changes = changes;
        this.refusals = refusals;
        this.clock = clock;
        this.terms = config.terms();
    }

    /** Whom the news is about. */
    public record About(TenantId tenant, RunId run, SessionId session) {}

    /** A run with one of its sessions, both locked. */
    private record Locked(RunRecord record, Scene scene) {}

    /** Tells a session what an event says, unless that event was heard before. */
    public Uni<Void> hear(UUID event, About about, SessionCommand command) {
        return wakingReaders(
                Panache.withTransaction(() ->
                        outbox.first(about.tenant(), event)
                                .chain(first -> first ? follow(about, command) : nothing())));
    }

    /** Tells a session what our own clock says. */
    public Uni<Void> tell(About about, SessionCommand command) {
        return wakingReaders(Panache.withTransaction(() -> follow(about, command)));
    }

    /** Keeps a step, unless its epoch is over. Kept once, also without the inbox: by its number. */
    public Uni<Void> keep(About about, StepRecord step) {
        return Panache.withTransaction(
                () -> sessions.lock(about.session()).chain(held -> keep(about, held, step)));
    }

    private Uni<Void> keep(About about, Optional<Sessions.Held> held, StepRecord step) {
        return held.filter(one -> one.tenant().equals(about.tenant()))
                .filter(one -> counts(one, step))
                .map(one -> steps.add(one.tenant(), step).replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private boolean counts(Sessions.Held held, StepRecord step) {
        var counts = Session.counts(held.session(), step.epoch());
        if (!counts) {
            refused(held.tenant(), step.session(), step.epoch());
        }
        return counts;
    }

    private void refused(TenantId tenant, SessionId session, long epoch) {
        refusals.refused(
                new RefusedEpoch(
                        "run-orchestrator",
                        tenant,
                        session,
                        epoch,
                        RefusedEpoch.leaseOf(session, epoch),
                        clock.instant()));
    }

    private Uni<Optional<RunRecord>> follow(About about, SessionCommand command) {
        return runs.lock(about.run())
                .chain(run ->
                        run.filter(record -> record.tenant().equals(about.tenant()))
                                .map(record -> lock(record, about.session()))
                                .orElseGet(SessionNews::unknown))
                .chain(locked ->
                        locked.map(these -> hear(these, command))
                                .orElseGet(() -> strangers(about)));
    }

    private Uni<Optional<Locked>> lock(RunRecord record, SessionId session) {
        return sessions.lock(session)
                .map(held -> held.filter(one -> one.run().equals(record.run().id())))
                .chain(held ->
                        held.map(one -> scene(record, one.session()))
                                .orElseGet(SessionNews::unknown));
    }

    private Uni<Optional<Locked>> scene(RunRecord record, Session session) {
        return runs.casesOf(session.id())
                .map(cases ->
                        Optional.of(new Locked(record, new Scene(record.run(), session, cases))));
    }

    private static Uni<Optional<Locked>> unknown() {
        return Uni.createFrom().item(Optional.empty());
    }

    private static Uni<Optional<RunRecord>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }

    private static Uni<Optional<RunRecord>> strangers(About about) {
        LOG.warnf(
                "news of an unknown session dropped sessionId=%s runId=%s tenantId=%s",
                about.session(), about.run(), about.tenant());
        return nothing();
    }

    private Uni<Optional<RunRecord>> hear(Locked locked, SessionCommand command) {
        return switch (RunSaga.hear(locked.scene(), command, clock.instant(), terms)) {
            case Heard.Ignored(var why) -> ignored(locked, command, why);
            case Heard.Changed changed -> keep(locked.record(), changed);
        };
    }

    private Uni<Optional<RunRecord>> ignored(
            Locked locked, SessionCommand command, SessionRefusal why) {
        var session = locked.scene().session();
        LOG.debugf(
                "news ignored sessionId=%s command=%s reason=%s",
                session.id(), command.getClass().getSimpleName(), why);
        if (command.epoch() > 0 && (why == STALE || command.epoch() < session.epoch())) {
            refused(locked.record().tenant(), session.id(), command.epoch());
        }
        return nothing();
    }

    private Uni<Optional<RunRecord>> keep(RunRecord before, Heard.Changed changed) {
        var session = changed.scene().session();
        var after = before.moved(changed.scene().run(), clock.instant());
        return sessions.write(session)
                .chain(() -> runs.settle(session.id(), settled(changed.ofRun())))
                .chain(() -> runs.write(after))
                .chain(() -> announce(after, changed))
                .invoke(() -> log(after, session, changed.ofRun()))
                .replaceWith(Optional.of(after));
    }

    private Uni<Void> announce(RunRecord record, Heard.Changed changed) {
        var session = changed.scene().session().id();
        var messages = new ArrayList<OutboxMessage>();
        for (var fact : changed.ofSession()) {
            switch (fact) {
                case SessionEvent.Abandoned(var reason) ->
                        messages.add(announcements.cancelRequested(record, session, reason));
                case SessionEvent.Began _, SessionEvent.Settled _ -> {}
            }
        }
        return casesFor(record, changed)
                .invoke(cases -> messages.addAll(announcements.of(record, changed.ofRun(), cases)))
                .chain(() -> outbox.add(messages));
    }

    private Uni<List<CaseRecord>> casesFor(RunRecord record, Heard.Changed changed) {
        if (record.finished().isPresent()) {
            return runs.cases(record.run().id());
        }
        return settled(changed.ofRun()).isEmpty()
                ? Uni.createFrom().item(List.of())
                : runs.caseRecordsOf(changed.scene().session().id());
    }

    private static List<RunCase.Settled> settled(List<RunEvent> facts) {
        return facts.stream()
                .filter(RunEvent.CaseFinished.class::isInstance)
                .map(RunEvent.CaseFinished.class::cast)
                .map(RunEvent.CaseFinished::settled)
                .toList();
    }

    private static void log(RunRecord record, Session session, List<RunEvent> facts) {
        LOG.infof(
                "session moved sessionId=%s runId=%s lifecycle=%s epoch=%d",
                session.id(), record.run().id(), Lifecycle.of(session).wire(), session.epoch());
        if (facts.stream().anyMatch(RunEvent.Finished.class::isInstance)) {
            LOG.infof(
                    "run finished runId=%s tenantId=%s status=%s",
                    record.run().id(), record.tenant(), record.status().wire());
        }
    }

    private Uni<Void> wakingReaders(Uni<Optional<RunRecord>> committed) {
        return committed
                .invoke(changed ->
                        changed.ifPresent(
                                record -> changes.announce(record.run().id(), record.version())))
                .replaceWithVoid();
    }
}

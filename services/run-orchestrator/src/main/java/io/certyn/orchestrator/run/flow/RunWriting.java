package io.certyn.orchestrator.run.flow;

import io.certyn.events.EventJson;
import io.certyn.events.session.SessionRequested;
import io.certyn.ids.PoolId;
import io.certyn.orchestrator.catalog.store.Projects;
import io.certyn.orchestrator.run.Plan;
import io.certyn.orchestrator.run.Run;
import io.certyn.orchestrator.run.RunDecision;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.events.Announcements;
import io.certyn.orchestrator.run.store.Outbox;
import io.certyn.orchestrator.run.store.Runs;
import io.certyn.orchestrator.session.store.Sessions;
import io.certyn.orchestrator.trigger.Claim;
import io.certyn.orchestrator.trigger.IdempotencyKey;
import io.certyn.orchestrator.trigger.store.IdempotencyKeys;
import io.certyn.outbox.OutboxMessage;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Writes a new run with all that belongs to it in one transaction, once for each key. */
@ApplicationScoped
class RunWriting {

    private static final Logger LOG = Logger.getLogger(RunWriting.class);

    private final Projects projects;
    private final Runs runs;
    private final Sessions sessions;
    private final IdempotencyKeys keys;
    private final Outbox outbox;
    private final Announcements announcements;
    private final InstantSource clock;
    private final RunConfig config;

    RunWriting(
            Projects projects,
            Runs runs,
            Sessions sessions,
            IdempotencyKeys keys,
            Outbox outbox,
            Announcements announcements,
            InstantSource clock,
            RunConfig config) {
        this.projects = projects;
        this.runs = runs;
        this.sessions = sessions;
        this.keys = keys;
        this.outbox = outbox;
        this.announcements = announcements;
        this.clock = clock;
        this.config = config;
    }

    /** The answer to a request that was made before, if its key says so. */
    Uni<Optional<Creation>> replay(Optional<IdempotencyKey> key) {
        return key.map(known -> keys.look(known).map(RunWriting::replay))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    Uni<Creation> write(Draft draft, Function<Creation.Made, String> answer) {
        return Panache.withTransaction(() ->
                take(draft.request().key())
                        .chain(replay ->
                                replay.map(known -> Uni.createFrom().item(known))
                                        .orElseGet(() -> writeFresh(draft, answer))));
    }

    private Uni<Optional<Creation>> take(Optional<IdempotencyKey> key) {
        return key.map(wanted -> keys.take(wanted).map(RunWriting::replay))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Optional<Creation> replay(Claim claim) {
        return switch (claim) {
            case Claim.Fresh _ -> Optional.empty();
            case Claim.Answered(var answer) -> Optional.of(new Creation.Replayed(answer));
            case Claim.Reused _ ->
                    Optional.of(
                            new Creation.Refused(
                                    Creation.Why.KEY_REUSED,
                                    "the key was used for another request within 24 h"));
        };
    }

    private Uni<Creation> writeFresh(Draft draft, Function<Creation.Made, String> answer) {
        return projects.nextRunNumber(draft.request().tenant(), draft.request().project().id())
                .chain(number -> write(draft, number))
                .call(made -> remember(draft.request().key(), answer.apply(made)))
                .map(Function.identity());
    }

    private Uni<Creation.Made> write(Draft draft, long number) {
        var now = clock.instant();
        var plan = Plan.of(draft.kind(), now.plus(draft.request().deadline()));
        var header = draft.header(number, now);
        var created = Run.create(draft.run(), plan, header.total(), now);
        var record = new RunRecord(draft.request().tenant(), header, created.run(), null, 1);
        var made = new Creation.Made(record, draft.cases());
        return runs.add(record, plan, made.cases())
                .chain(() -> sessions.add(record.tenant(), draft.run(), draft.sessions()))
                .chain(() -> outbox.add(announced(draft, made, created, plan, now)))
                .invoke(() ->
                        LOG.infof(
                                "run created runId=%s tenantId=%s cases=%d",
                                draft.run(), record.tenant(), header.total()))
                .replaceWith(made);
    }

    private List<OutboxMessage> announced(
            Draft draft, Creation.Made made, RunDecision.Moved created, Plan plan, Instant now) {
        var all = new ArrayList<>(announcements.of(made.run(), created.events(), made.cases()));
        for (var part : draft.parts()) {
            all.add(
                    announcements.requested(
                            made.run().tenant(),
                            made.run().header().project(),
                            requested(draft, part, plan, now)));
        }
        return all;
    }

    private SessionRequested requested(Draft draft, Draft.Part part, Plan plan, Instant now) {
        PoolId pool = Objects.requireNonNull(draft.environment().settings().pool());
        return new SessionRequested(
                part.session().toString(),
                draft.run().toString(),
                draft.request().project().id().toString(),
                pool.toString(),
                draft.request().priority(),
                part.labels(),
                part.pinned().mutates() ? "if_not_started" : "always",
                config.maxAttempts(),
                config.sessionTimeout().toMillis(),
                plan.deadline(),
                draft.request().notBefore().orElse(null),
                null,
                EventJson.MAPPER.valueToTree(part.assignment()),
                now);
    }

    private Uni<Void> remember(Optional<IdempotencyKey> key, String answer) {
        return key.map(taken -> keys.answer(taken, answer))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}

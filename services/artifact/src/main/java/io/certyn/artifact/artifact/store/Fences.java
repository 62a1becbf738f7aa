package io.certyn.artifact.artifact.store;

import io.certyn.artifact.artifact.Artifact;
import io.certyn.artifact.artifact.Fence;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.outbox.OutboxMessage;
import io.certyn.outbox.SessionInbox;
import io.certyn.outbox.SessionOutbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how far each session's evidence is. A seal and the fact it announces are stored together or
 * not at all.
 */
@ApplicationScoped
public class Fences {

    private static final String CONSUMER = "artifact";

    private final SessionOutbox outbox;
    private final SessionInbox inbox;

    Fences(SessionOutbox outbox, SessionInbox inbox) {
        this.outbox = outbox;
        this.inbox = inbox;
    }

    /** Whose session a fence guards. */
    public record Owner(TenantId tenant, RunId run, SessionId session) {}

    /** A finished session and what was stored for it, ready to be checked. */
    public record Unsealed(Owner owner, Fence.Finished fence, List<Artifact> artifacts) {}

    /** Moves the fence of a session on an event, once per event. */
    public Uni<Void> move(UUID event, Owner owner, Function<Optional<Fence>, Fence> move) {
        return Panache.withTransaction(() ->
                Panache.getSession()
                        .chain(session ->
                                inbox.first(session, CONSUMER, owner.tenant(), event)
                                        .chain(first ->
                                                first
                                                        ? moved(session, owner, move)
                                                        : Uni.createFrom().voidItem())));
    }

    private static Uni<Void> moved(
            Mutiny.Session session, Owner owner, Function<Optional<Fence>, Fence> move) {
        return session.find(FenceRow.class, owner.session().value(), LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> {
                    var fence = move.apply(Optional.ofNullable(row).map(FenceRow::toFence));
                    var kept = row == null ? newRow(owner) : row;
                    kept.write(fence);
                    return row == null ? session.persist(kept) : Uni.createFrom().voidItem();
                });
    }

    private static FenceRow newRow(Owner owner) {
        var row = new FenceRow();
        row.session = owner.session().value();
        row.tenant = owner.tenant().value();
        row.run = owner.run().value();
        return row;
    }

    /** Finished sessions that wait for their seal, the longest waiting first. */
    @WithSession
    public Uni<List<SessionId>> waiting(int limit) {
        return Panache.getSession()
                .chain(session ->
                        session.createQuery(
                                        "select session from FenceRow where state = 'finished'"
                                                + " order by finishedAt",
                                        UUID.class)
                                .setMaxResults(limit)
                                .getResultList())
                .map(ids -> ids.stream().map(SessionId::new).toList());
    }

    /** What is needed to check a finished session; empty when it is not waiting any more. */
    @WithSession
    public Uni<Optional<Unsealed>> unsealed(SessionId id) {
        return Panache.getSession()
                .chain(session ->
                        session.find(FenceRow.class, id.value())
                                .chain(row -> unsealed(session, row)));
    }

    private static Uni<Optional<Unsealed>> unsealed(
            Mutiny.Session session, @Nullable FenceRow row) {
        if (row == null || !(row.toFence() instanceof Fence.Finished finished)) {
            return Uni.createFrom().item(Optional.empty());
        }
        var owner =
                new Owner(new TenantId(row.tenant), new RunId(row.run), new SessionId(row.session));
        return session.createQuery(
                        "from ArtifactRow where session = ?1 and epoch = ?2", ArtifactRow.class)
                .setParameter(1, row.session)
                .setParameter(2, row.epoch)
                .getResultList()
                .map(rows -> rows.stream().map(ArtifactRow::toArtifact).toList())
                .map(artifacts -> Optional.of(new Unsealed(owner, finished, artifacts)));
    }

    /**
     * Seals a session: notes where its promoted artifacts lie and announces the seal. Does nothing
     * when somebody else sealed it first.
     */
    public Uni<Void> seal(
            Owner owner, Fence.Seal seal, List<Artifact> promoted, OutboxMessage fact) {
        return Panache.withTransaction(() ->
                Panache.getSession().chain(session -> seal(session, owner, seal, promoted, fact)));
    }

    private Uni<Void> seal(
            Mutiny.Session session,
            Owner owner,
            Fence.Seal seal,
            List<Artifact> promoted,
            OutboxMessage fact) {
        return session.find(FenceRow.class, owner.session().value(), LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> {
                    if (row == null || !(row.toFence() instanceof Fence.Finished finished)) {
                        return Uni.createFrom().voidItem();
                    }
                    row.write(new Fence.Sealed(finished.epoch(), seal));
                    return relocate(session, promoted)
                            .chain(() -> outbox.write(session, List.of(fact)));
                });
    }

    private static Uni<Void> relocate(Mutiny.Session session, List<Artifact> promoted) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var artifact : promoted) {
            all =
                    all.chain(() ->
                            session.createMutationQuery(
                                            "update ArtifactRow set location = ?1, promoted = true"
                                                    + " where id = ?2")
                                    .setParameter(1, artifact.stored().location())
                                    .setParameter(2, artifact.id().value())
                                    .executeUpdate()
                                    .replaceWithVoid());
        }
        return all;
    }
}

package io.certyn.artifact.artifact.store;

import io.certyn.artifact.artifact.Admission;
import io.certyn.artifact.artifact.Artifact;
import io.certyn.artifact.artifact.Fence;
import io.certyn.artifact.artifact.Grant;
import io.certyn.ids.ArtifactId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is known of stored artifacts. Whether one more is let in is asked under the fence of
 * its session, which {@link Fences} moves.
 */
@ApplicationScoped
public class Artifacts {

    private static final String OF_RUN =
            "from ArtifactRow a where a.tenant = :tenant and a.run = :run and not exists (select 1"
                    + " from FenceRow f where f.session = a.session and f.epoch > a.epoch)";

    /** Asks whether an upload would be let in, before its bytes are read. */
    @WithSession
    public Uni<Admission> admission(Grant grant) {
        return Panache.getSession().chain(session -> decide(session, grant, LockModeType.NONE));
    }

    /**
     * Lists bytes that have arrived, unless the session moved on meanwhile. Two equal uploads at
     * once meet at the fence, or at the unique key; the caller asks again then.
     */
    public Uni<Admission> keep(Grant grant, Artifact arrived) {
        return Panache.withTransaction(
                () -> Panache.getSession().chain(session -> keep(session, grant, arrived)));
    }

    private static Uni<Admission> keep(Mutiny.Session session, Grant grant, Artifact arrived) {
        return decide(session, grant, LockModeType.PESSIMISTIC_READ)
                .call(admission ->
                        admission instanceof Admission.Admitted
                                ? session.persist(ArtifactRow.of(arrived)).chain(session::flush)
                                : Uni.createFrom().voidItem());
    }

    private static Uni<Admission> decide(Mutiny.Session session, Grant grant, LockModeType lock) {
        return session.find(FenceRow.class, grant.session().value(), lock)
                .chain(fence ->
                        sameName(session, grant)
                                .chain(same ->
                                        used(session, grant)
                                                .map(used ->
                                                        Admission.decide(
                                                                grant,
                                                                fenceOf(fence),
                                                                same,
                                                                used))));
    }

    private static @Nullable Fence fenceOf(@Nullable FenceRow row) {
        return row == null ? null : row.toFence();
    }

    private static Uni<Optional<Artifact>> sameName(Mutiny.Session session, Grant grant) {
        return session.createQuery(
                        "from ArtifactRow where tenant = ?1 and session = ?2 and epoch = ?3 and"
                                + " name = ?4",
                        ArtifactRow.class)
                .setParameter(1, grant.tenant().value())
                .setParameter(2, grant.session().value())
                .setParameter(3, grant.epoch())
                .setParameter(4, grant.object().name())
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(ArtifactRow::toArtifact));
    }

    private static Uni<Long> used(Mutiny.Session session, Grant grant) {
        return session.createQuery(
                        "select coalesce(sum(bytes), 0) from ArtifactRow where session = ?1 and"
                                + " epoch = ?2",
                        Long.class)
                .setParameter(1, grant.session().value())
                .setParameter(2, grant.epoch())
                .getSingleResult();
    }

    /** One artifact of a tenant. */
    @WithSession
    public Uni<Optional<Artifact>> find(TenantId tenant, ArtifactId id) {
        return Panache.getSession()
                .chain(session -> session.find(ArtifactRow.class, id.value()))
                .map(row ->
                        Optional.ofNullable(row)
                                .filter(found -> found.tenant.equals(tenant.value()))
                                .map(ArtifactRow::toArtifact));
    }

    /**
     * Artifacts of a run in the order they were stored; what a voided epoch left is not among them.
     *
     * @param after start behind this one
     */
    @WithSession
    public Uni<List<Artifact>> ofRun(
            TenantId tenant, RunId run, Filter filter, Optional<ArtifactId> after, int limit) {
        var conditions = new StringBuilder(OF_RUN);
        filter.kind().ifPresent(_ -> conditions.append(" and a.kind = :kind"));
        filter.session().ifPresent(_ -> conditions.append(" and a.session = :session"));
        after.ifPresent(_ -> conditions.append(" and a.id > :after"));
        return Panache.getSession()
                .chain(session -> {
                    var query =
                            session.createQuery(
                                            conditions.append(" order by a.id").toString(),
                                            ArtifactRow.class)
                                    .setParameter("tenant", tenant.value())
                                    .setParameter("run", run.value())
                                    .setMaxResults(limit);
                    filter.kind().ifPresent(kind -> query.setParameter("kind", kind));
                    filter.session().ifPresent(id -> query.setParameter("session", id.value()));
                    after.ifPresent(id -> query.setParameter("after", id.value()));
                    return query.getResultList();
                })
                .map(rows -> rows.stream().map(ArtifactRow::toArtifact).toList());
    }

    /** What a list is narrowed to. */
    public record Filter(Optional<String> kind, Optional<SessionId> session) {}
}

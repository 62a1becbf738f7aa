package io.certyn.orchestrator.session.store;

import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.page.Page;
import io.certyn.orchestrator.session.Session;
import io.certyn.orchestrator.session.SessionFacts;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keeps sessions. Whoever changes one locks its run first, then the session, then writes it. */
@ApplicationScoped
public class Sessions {

    private final NewIds ids;
    private final InstantSource clock;

    public Sessions(NewIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** A locked session and whose it is. */
    public record Held(TenantId tenant, RunId run, Session session) {}

    /** A session that was just asked for. */
    public record Created(SessionId id, List<SessionFacts.Member> cases) {}

    /** A session with its place among those of its run. */
    public record Placed(int position, SessionFacts facts) {}

    /** A session that somebody has to look at. */
    public record Due(TenantId tenant, RunId run, SessionId session) {}

    /** Inside the transaction that makes the run. */
    public Uni<Void> add(TenantId tenant, RunId run, List<Created> sessions) {
        var rows = new ArrayList<SessionRow>();
        var members = new ArrayList<SessionCaseRow>();
        for (var created : sessions) {
            rows.add(row(tenant, run, created, rows.size()));
            for (var one : created.cases()) {
                members.add(member(tenant, created, one, members.size()));
            }
        }
        return PanacheEntityBase.persist(rows)
                .chain(() -> Panache.flush())
                .chain(() -> PanacheEntityBase.persist(members));
    }

    /** Inside a transaction; the row stays locked until it ends. */
    public Uni<Optional<Held>> lock(SessionId id) {
        return SessionRow.<SessionRow>findById(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .map(row -> Optional.ofNullable(row).map(SessionRow::toHeld));
    }

    /** Inside the transaction that has locked it. */
    public Uni<Void> write(Session session) {
        return SessionRow.<SessionRow>findById(session.id().value())
                .invoke(row -> row.write(session, clock.instant()))
                .replaceWithVoid();
    }

    /** Those that are not finished. */
    public Uni<List<SessionId>> unfinished(RunId run) {
        return Panache.withSession(() ->
                        SessionRow.<SessionRow>list(
                                "run = ?1 and lifecycle <> 'finished' order by position",
                                run.value()))
                .map(rows -> rows.stream().map(row -> new SessionId(row.id)).toList());
    }

    /** Those whose seal is overdue, the oldest first. */
    public Uni<List<Due>> sealsDue(Instant now, int limit) {
        return Panache.withSession(() ->
                        SessionRow.<SessionRow>find(
                                        "lifecycle = 'finishing' and sealBy <= ?1 order by sealBy",
                                        now)
                                .range(0, limit - 1)
                                .list())
                .map(rows ->
                        rows.stream()
                                .map(row ->
                                        new Due(
                                                new TenantId(row.tenant),
                                                new RunId(row.run),
                                                new SessionId(row.id)))
                                .toList());
    }

    public Uni<Optional<SessionFacts>> find(TenantId tenant, SessionId id) {
        return Panache.withSession(() ->
                SessionRow.<SessionRow>list("tenant = ?1 and id = ?2", tenant.value(), id.value())
                        .chain(Sessions::withMembers)
                        .map(found -> found.stream().findFirst()));
    }

    /** The sessions of a run in their order. */
    public Uni<List<Placed>> list(TenantId tenant, RunId run, Page.Request page) {
        return Panache.withSession(() ->
                SessionRow.<SessionRow>find(
                                "tenant = ?1 and run = ?2 and position > ?3 order by position",
                                tenant.value(),
                                run.value(),
                                page.after() == null ? -1 : Integer.parseInt(page.after()))
                        .range(0, page.limit())
                        .list()
                        .chain(Sessions::placed));
    }

    /** The ids of a run's sessions in their order. */
    public Uni<List<SessionId>> ids(TenantId tenant, RunId run, int limit) {
        return Panache.withSession(() ->
                        SessionRow.<SessionRow>find(
                                        "tenant = ?1 and run = ?2 order by position",
                                        tenant.value(),
                                        run.value())
                                .range(0, limit - 1)
                                .list())
                .map(rows -> rows.stream().map(row -> new SessionId(row.id)).toList());
    }

    /** The sessions of a run by id, without their cases' names. */
    public Uni<Map<SessionId, SessionFacts>> byId(TenantId tenant, RunId run) {
        return Panache.withSession(() ->
                        SessionRow.<SessionRow>list(
                                "tenant = ?1 and run = ?2", tenant.value(), run.value()))
                .map(rows ->
                        rows.stream()
                                .collect(
                                        Collectors.toMap(
                                                row -> new SessionId(row.id),
                                                row -> row.toFacts(List.of()))));
    }

    private static Uni<List<Placed>> placed(List<SessionRow> rows) {
        return withMembers(rows)
                .map(facts ->
                        IntStream.range(0, rows.size())
                                .mapToObj(i -> new Placed(rows.get(i).position, facts.get(i)))
                                .toList());
    }

    private static Uni<List<SessionFacts>> withMembers(List<SessionRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return SessionCaseRow.<SessionCaseRow>list(
                        "session in ?1 order by position",
                        rows.stream().map(row -> row.id).toList())
                .map(members -> {
                    var bySession =
                            members.stream().collect(Collectors.groupingBy(one -> one.session));
                    return rows.stream()
                            .map(row -> row.toFacts(bySession.getOrDefault(row.id, List.of())))
                            .toList();
                });
    }

    private SessionRow row(TenantId tenant, RunId run, Created created, int position) {
        var row = new SessionRow();
        row.id = created.id().value();
        row.tenant = tenant.value();
        row.run = run.value();
        row.position = position;
        row.createdAt = clock.instant();
        row.write(Session.created(created.id()), row.createdAt);
        return row;
    }

    private SessionCaseRow member(
            TenantId tenant, Created created, SessionFacts.Member one, int position) {
        var row = new SessionCaseRow();
        row.id = ids.next();
        row.tenant = tenant.value();
        row.session = created.id().value();
        row.testCase = one.id().value();
        row.key = one.key();
        row.position = position;
        return row;
    }
}

package io.certyn.orchestrator.session.store;

import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.NewIds;
import io.certyn.orchestrator.session.StepRecord;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps the steps of sessions in the order in which they were heard. */
@ApplicationScoped
public class Steps {

    private final NewIds ids;

    public Steps(NewIds ids) {
        this.ids = ids;
    }

    /**
     * A step with its place.
     *
     * @param ordinal grows with every step that is kept
     */
    public record Kept(long ordinal, StepRecord step) {}

    /**
     * Keeps a step once; inside a transaction that has locked its session, so that nobody keeps the
     * same step meanwhile.
     *
     * @return whether it is new
     */
    public Uni<Boolean> add(TenantId tenant, StepRecord step) {
        return StepRow.count(
                        "tenant = ?1 and session = ?2 and epoch = ?3 and testCase = ?4 and step ="
                                + " ?5",
                        tenant.value(),
                        step.session().value(),
                        step.epoch(),
                        step.testCase().value(),
                        step.step())
                .chain(known ->
                        known > 0
                                ? Uni.createFrom().item(false)
                                : StepRow.of(ids.next(), tenant.value(), step)
                                        .persist()
                                        .replaceWith(true));
    }

    /** The steps of a session that come after this ordinal. */
    public Uni<List<Kept>> list(TenantId tenant, SessionId session, long after, int limit) {
        return Panache.withSession(() ->
                        StepRow.<StepRow>find(
                                        "tenant = ?1 and session = ?2 and ordinal > ?3 order by"
                                                + " ordinal",
                                        tenant.value(),
                                        session.value(),
                                        after)
                                .range(0, limit - 1)
                                .list())
                .map(rows -> rows.stream().map(StepRow::toKept).toList());
    }
}

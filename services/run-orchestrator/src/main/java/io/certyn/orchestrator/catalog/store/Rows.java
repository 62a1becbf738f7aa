package io.certyn.orchestrator.catalog.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Many rows at once, also none. */
final class Rows {

    private Rows() {}

    static Uni<Void> persist(List<? extends PanacheEntityBase> rows) {
        return rows.isEmpty() ? Uni.createFrom().voidItem() : PanacheEntityBase.persist(rows);
    }
}

package io.certyn.orchestrator.catalog.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "suite_case")
class SuiteCaseRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "suite_id")
    UUID suite;

    @Column(name = "case_id")
    UUID testCase;

    @Column(name = "position")
    int position;
}

package io.certyn.orchestrator.catalog.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "variable")
class VariableRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "environment_id")
    UUID environment;

    @Column(name = "name")
    String name;

    @Column(name = "value")
    String value;
}

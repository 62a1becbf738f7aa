package io.certyn.console.access.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity(name = "TenantRow")
@Table(name = "tenant")
class TenantRow extends PanacheEntityBase {

    @Id UUID id;

    @Column String slug;

    @Column String name;

    @Column(name = "created_at")
    Instant createdAt;
}

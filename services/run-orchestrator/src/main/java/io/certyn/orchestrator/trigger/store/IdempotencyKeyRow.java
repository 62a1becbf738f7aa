package io.certyn.orchestrator.trigger.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "idempotency_key")
class IdempotencyKeyRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "route")
    String route;

    @Column(name = "key")
    String key;

    @Column(name = "request_sha256")
    String requestSha256;

    @Column(name = "answer")
    @Nullable String answer;

    @Column(name = "expires_at")
    Instant expiresAt;
}

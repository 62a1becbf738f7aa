package io.certyn.console.signin.store;

import io.certyn.console.signin.OneTimeLink;
import io.certyn.ids.TenantId;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity(name = "LinkRow")
@Table(name = "one_time_link")
class LinkRow extends PanacheEntityBase {

    static final String OWNER = "owner";

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column String purpose;

    @Column(name = "token_hash")
    byte[] tokenHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "used_at")
    @Nullable Instant usedAt;

    OneTimeLink toLink() {
        var owner = new TenantId(tenant);
        return usedAt == null
                ? new OneTimeLink.Open(owner, expiresAt)
                : new OneTimeLink.Used(owner, usedAt);
    }
}

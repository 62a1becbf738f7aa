package io.certyn.console.signin.store;

import io.certyn.console.signin.Account;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity(name = "SignInRow")
@Table(name = "signin")
class SignInRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column(name = "account_id")
    UUID account;

    @Column(name = "token_hash")
    byte[] tokenHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    static SignInRow of(UUID id, Account account, byte[] tokenHash, Instant now, Instant until) {
        var row = new SignInRow();
        row.id = id;
        row.tenant = account.tenant().value();
        row.account = account.id().value();
        row.tokenHash = tokenHash;
        row.createdAt = now;
        row.expiresAt = until;
        return row;
    }
}

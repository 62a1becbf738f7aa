package io.certyn.console.signin.store;

import io.certyn.console.access.Role;
import io.certyn.console.signin.Account;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

@Entity(name = "MemberRow")
@Table(name = "member")
@IdClass(MemberRow.Key.class)
class MemberRow extends PanacheEntityBase {

    record Key(UUID tenant, UUID account) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    UUID tenant;

    @Id
    @Column(name = "account_id")
    UUID account;

    @Column String role;

    @Column(name = "created_at")
    Instant createdAt;

    static MemberRow of(Account account, Instant now) {
        var row = new MemberRow();
        row.tenant = account.tenant().value();
        row.account = account.id().value();
        row.role = account.role().name();
        row.createdAt = now;
        return row;
    }

    Role toRole() {
        return Role.valueOf(role);
    }
}

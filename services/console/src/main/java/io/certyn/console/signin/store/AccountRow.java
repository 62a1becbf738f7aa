package io.certyn.console.signin.store;

import io.certyn.console.access.Role;
import io.certyn.console.signin.Account;
import io.certyn.ids.AccountId;
import io.certyn.ids.TenantId;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

@Entity(name = "AccountRow")
@Table(name = "account")
class AccountRow extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenant;

    @Column String name;

    @Column(name = "name_key")
    String nameKey;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "created_at")
    Instant createdAt;

    static AccountRow of(Account account, Instant now) {
        var row = new AccountRow();
        row.id = account.id().value();
        row.tenant = account.tenant().value();
        row.name = account.name();
        row.nameKey = key(account.name());
        row.passwordHash = account.passwordHash();
        row.createdAt = now;
        return row;
    }

    Account toAccount(Role role) {
        return new Account(new TenantId(tenant), new AccountId(id), name, passwordHash, role);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

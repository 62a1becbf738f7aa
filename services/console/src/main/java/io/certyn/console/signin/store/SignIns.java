package io.certyn.console.signin.store;

import io.certyn.console.audit.AuditEntry;
import io.certyn.console.audit.store.AuditTrail;
import io.certyn.console.signin.Account;
import io.certyn.console.signin.SignIn;
import io.certyn.ids.AccountId;
import io.certyn.ids.TenantId;
import io.certyn.ids.UuidV7;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps who is signed in, each stay under the hash of its cookie. */
@ApplicationScoped
public class SignIns {

    private final AuditTrail trail;
    private final SecureRandom random = new SecureRandom();

    SignIns(AuditTrail trail) {
        this.trail = trail;
    }

    /** The member of this name, in any spelling of upper and lower case. */
    public Uni<Optional<Account>> account(TenantId tenant, String name) {
        return Panache.withSession(() ->
                AccountRow.<AccountRow>find(
                                "tenant = ?1 and nameKey = ?2",
                                tenant.value(),
                                AccountRow.key(name))
                        .firstResult()
                        .chain(SignIns::withRole));
    }

    public Uni<Void> open(Account account, byte[] tokenHash, Instant now, Instant until) {
        return Panache.withTransaction(() -> store(account, tokenHash, now, until));
    }

    public Uni<Optional<SignIn>> withHash(byte[] tokenHash) {
        return Panache.withSession(() ->
                SignInRow.<SignInRow>find("tokenHash", (Object) tokenHash)
                        .firstResult()
                        .chain(SignIns::withAccount));
    }

    public Uni<Void> end(byte[] tokenHash, Instant now) {
        return Panache.withTransaction(() ->
                SignInRow.<SignInRow>find("tokenHash", (Object) tokenHash)
                        .firstResult()
                        .chain(row -> end(row, now)));
    }

    /** Within the transaction of the caller. */
    Uni<Void> store(Account account, byte[] tokenHash, Instant now, Instant until) {
        var id = UuidV7.at(now, random);
        var actor = account.principal().subject();
        return SignInRow.of(id, account, tokenHash, now, until)
                .persist()
                .chain(() ->
                        trail.add(
                                AuditEntry.of(
                                        account.tenant(),
                                        actor,
                                        "signin.opened",
                                        id.toString(),
                                        now)));
    }

    private Uni<Void> end(@Nullable SignInRow row, Instant now) {
        if (row == null || row.endedAt != null) {
            return Uni.createFrom().voidItem();
        }
        row.endedAt = now;
        var actor = "account:" + new AccountId(row.account);
        return trail.add(
                AuditEntry.of(
                        new TenantId(row.tenant), actor, "signin.ended", row.id.toString(), now));
    }

    private static Uni<Optional<SignIn>> withAccount(@Nullable SignInRow row) {
        if (row == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return AccountRow.<AccountRow>findById(row.account)
                .chain(SignIns::withRole)
                .map(account -> account.map(who -> toSignIn(row, who)));
    }

    private static SignIn toSignIn(SignInRow row, Account who) {
        return new SignIn(who.principal(), row.expiresAt, row.endedAt);
    }

    /** An account that is no longer a member may not sign in. */
    private static Uni<Optional<Account>> withRole(@Nullable AccountRow row) {
        if (row == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return member(row.tenant, row.id)
                .map(member -> Optional.ofNullable(member).map(m -> row.toAccount(m.toRole())));
    }

    private static Uni<@Nullable MemberRow> member(UUID tenant, UUID account) {
        return MemberRow.<MemberRow>find("tenant = ?1 and account = ?2", tenant, account)
                .firstResult();
    }
}

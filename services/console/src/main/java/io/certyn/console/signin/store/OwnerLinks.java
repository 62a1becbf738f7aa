package io.certyn.console.signin.store;

import io.certyn.console.access.Role;
import io.certyn.console.access.TokenHash;
import io.certyn.console.audit.AuditEntry;
import io.certyn.console.audit.store.AuditTrail;
import io.certyn.console.signin.Account;
import io.certyn.console.signin.OneTimeLink;
import io.certyn.console.signin.OneTimeLink.Decision;
import io.certyn.ids.TenantId;
import io.certyn.ids.UuidV7;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the links that make the first owner; there is one owner at most who came by a link. */
@ApplicationScoped
public class OwnerLinks {

    private final AuditTrail trail;
    private final SignIns signIns;
    private final SecureRandom random = new SecureRandom();

    OwnerLinks(AuditTrail trail, SignIns signIns) {
        this.trail = trail;
        this.signIns = signIns;
    }

    /** What a redeemed link makes: the owner, and the stay that begins with it. */
    public record Arrival(Account owner, String signInToken, Instant now, Instant signedInUntil) {

        /** Keeps the token out of logs. */
        @Override
        public String toString() {
            return "Arrival[" + owner + "]";
        }
    }

    /** False when the tenant has an owner already. */
    public Uni<Boolean> create(
            TenantId tenant, byte[] tokenHash, String actor, Instant now, Instant until) {
        return Panache.withTransaction(() ->
                ownerExists(tenant)
                        .chain(exists ->
                                exists
                                        ? Uni.createFrom().item(false)
                                        : store(tenant, tokenHash, actor, now, until)));
    }

    /** Makes the owner if the link is good; empty when there is no such link. */
    public Uni<Optional<Decision>> redeem(
            byte[] tokenHash, Instant now, Function<TenantId, Arrival> arrival) {
        return Panache.withTransaction(() ->
                LinkRow.<LinkRow>find("tokenHash", (Object) tokenHash)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .firstResult()
                        .chain(row -> redeem(row, now, arrival)));
    }

    private Uni<Optional<Decision>> redeem(
            @Nullable LinkRow row, Instant now, Function<TenantId, Arrival> arrival) {
        if (row == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        var link = row.toLink();
        return ownersLocked(link.tenant())
                .chain(() -> ownerExists(link.tenant()))
                .map(exists -> OneTimeLink.decide(link, exists, now))
                .call(decision -> apply(row, decision, arrival))
                .map(Optional::of);
    }

    private Uni<Void> apply(LinkRow row, Decision decision, Function<TenantId, Arrival> arrival) {
        return switch (decision) {
            case Decision.Refused _ -> Uni.createFrom().voidItem();
            case Decision.Redeemed(var used) -> {
                row.usedAt = used.at();
                yield welcome(arrival.apply(used.tenant()));
            }
        };
    }

    private Uni<Void> welcome(Arrival arrival) {
        var owner = arrival.owner();
        var actor = owner.principal().subject();
        var entry =
                AuditEntry.of(
                        owner.tenant(),
                        actor,
                        "owner.created",
                        owner.id().toString(),
                        arrival.now());
        // Flushed one by one: the rows have no mapped relation from which an order would follow.
        return AccountRow.of(owner, arrival.now())
                .persistAndFlush()
                .chain(() -> MemberRow.of(owner, arrival.now()).persistAndFlush())
                .chain(() -> trail.add(entry))
                .chain(() ->
                        signIns.store(
                                owner,
                                TokenHash.of(arrival.signInToken()),
                                arrival.now(),
                                arrival.signedInUntil()));
    }

    private Uni<Boolean> store(
            TenantId tenant, byte[] tokenHash, String actor, Instant now, Instant until) {
        var row = new LinkRow();
        row.id = UuidV7.at(now, random);
        row.tenant = tenant.value();
        row.purpose = LinkRow.OWNER;
        row.tokenHash = tokenHash;
        row.createdAt = now;
        row.expiresAt = until;
        return row.persist()
                .chain(() ->
                        trail.add(
                                AuditEntry.of(
                                        tenant,
                                        actor,
                                        "owner_link.created",
                                        row.id.toString(),
                                        now)))
                .replaceWith(true);
    }

    private static Uni<Boolean> ownerExists(TenantId tenant) {
        return MemberRow.count("tenant = ?1 and role = ?2", tenant.value(), Role.OWNER.name())
                .map(count -> count > 0);
    }

    /** Two different links used at the same moment must not make two owners. */
    private static Uni<Void> ownersLocked(TenantId tenant) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery("select id from tenant where id = :id for update")
                                .setParameter("id", tenant.value())
                                .getSingleResult()
                                .replaceWithVoid());
    }
}

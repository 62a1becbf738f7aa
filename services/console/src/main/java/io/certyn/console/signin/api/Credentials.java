package io.certyn.console.signin.api;

import io.certyn.console.ConsoleConfig;
import io.certyn.console.access.ApiKey;
import io.certyn.console.access.CredentialEnded;
import io.certyn.console.access.Principal;
import io.certyn.console.access.TokenHash;
import io.certyn.console.access.store.ApiKeys;
import io.certyn.console.signin.SignIn;
import io.certyn.console.signin.store.SignIns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Finds out whose key or cookie this is. Good ones are remembered for seconds: a poll every second
 * from every page must not be a query each, and a revoked key must not live on.
 */
@ApplicationScoped
public class Credentials {

    private static final Duration LONGEST_CACHE = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 10_000;

    /** No token of ours is longer; a longer one need not be hashed. */
    private static final int LONGEST_TOKEN = 256;

    private record Known(Principal who, Instant until) {}

    private final ApiKeys keys;
    private final SignIns signIns;
    private final Clock clock;
    private final Duration cache;
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    Credentials(ApiKeys keys, SignIns signIns, Clock clock, ConsoleConfig config) {
        this.keys = keys;
        this.signIns = signIns;
        this.clock = clock;
        this.cache = config.credentialCache();
        if (cache.isNegative() || cache.compareTo(LONGEST_CACHE) > 0) {
            throw new IllegalStateException(
                    "certyn.console.credential-cache must be at most 10 s: " + cache);
        }
    }

    public Uni<Optional<Principal>> ofKey(String token) {
        var now = clock.instant();
        return remembered(
                token,
                now,
                hash ->
                        keys.withHash(hash, now)
                                .map(key -> key.filter(k -> k.isUsable(now)).map(ApiKey::holder)));
    }

    public Uni<Optional<Principal>> ofCookie(String token) {
        var now = clock.instant();
        return remembered(
                token,
                now,
                hash ->
                        signIns.withHash(hash)
                                .map(stay -> stay.filter(s -> s.isOpen(now)).map(SignIn::who)));
    }

    void forget(@Observes CredentialEnded event) {
        known.clear();
    }

    /** Asks the database. */
    private interface LookUp {
        Uni<Optional<Principal>> of(byte[] hash);
    }

    private Uni<Optional<Principal>> remembered(String token, Instant now, LookUp lookUp) {
        if (token.length() > LONGEST_TOKEN) {
            return Uni.createFrom().item(Optional.empty());
        }
        var hash = TokenHash.of(token);
        var name = HexFormat.of().formatHex(hash);
        var hit = known.get(name);
        if (hit != null && now.isBefore(hit.until())) {
            return Uni.createFrom().item(Optional.of(hit.who()));
        }
        return lookUp.of(hash).invoke(found -> found.ifPresent(who -> remember(name, who, now)));
    }

    private void remember(String name, Principal who, Instant now) {
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        known.put(name, new Known(who, now.plus(cache)));
    }
}

package io.certyn.console.proxy.http;

import io.certyn.console.access.Principal;
import io.certyn.console.access.Scope;
import io.certyn.console.proxy.Part;
import io.certyn.security.TokenSigner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tokens by which services learn on whose behalf a request comes. */
@ApplicationScoped
public class CallerTokens {

    private static final Duration LIFE = Duration.ofSeconds(60);

    /** Half the life, so that a token still lives when a parked request is looked at. */
    private static final Duration REUSE = Duration.ofSeconds(30);

    private static final int MOST_REMEMBERED = 10_000;

    private record Use(Principal who, Part audience) {}

    private record Signed(String token, Instant until) {}

    private final TokenSigner signer;
    private final Clock clock;
    private final ConcurrentMap<Use, Signed> signed = new ConcurrentHashMap<>();

    CallerTokens(TokenSigner signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    String tokenFor(Principal who, Part audience) {
        var now = clock.instant();
        if (signed.size() >= MOST_REMEMBERED) {
            signed.clear();
        }
        return signed.compute(
                        new Use(who, audience),
                        (use, old) ->
                                old != null && now.isBefore(old.until()) ? old : sign(use, now))
                .token();
    }

    private Signed sign(Use use, Instant now) {
        var claims =
                Map.of(
                        "tenant",
                        use.who().tenant().toString(),
                        "scopes",
                        Scope.wires(use.who().scopes()));
        var token = signer.sign(use.audience().wire(), use.who().subject(), claims, LIFE, now);
        return new Signed(token, now.plus(REUSE));
    }
}

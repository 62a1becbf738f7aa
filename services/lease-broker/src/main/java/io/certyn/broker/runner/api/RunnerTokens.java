package io.certyn.broker.runner.api;

import io.certyn.broker.runner.RunnerIdentity;
import io.certyn.broker.runner.store.RunnerKeys;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.TenantId;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.InvalidToken;
import io.certyn.security.SigningKeys;
import io.certyn.security.TokenSigner;
import io.certyn.security.TokenVerifier;
import io.certyn.security.VerifiedToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Access tokens of runners: issued to those who proved who they are, and recognised. */
@ApplicationScoped
public class RunnerTokens {

    public static final Duration LIFE = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(RunnerTokens.class);
    private static final String US = "lease-broker";
    private static final String BEARER = "Bearer ";

    /** An assertion may be a minute old; what lives longer was made to be kept. */
    private static final Duration LONGEST_ASSERTION = Duration.ofSeconds(65);

    /** More than one broker parks polls of, and at most some ten MiB. */
    private static final int MOST_SEEN = 20_000;

    private final TokenSigner signer;
    private final TokenVerifier verifier;
    private final Clock clock;
    private final KnownTokens seen = new KnownTokens(MOST_SEEN);

    RunnerTokens(TokenSigner signer, TokenVerifier verifier, Clock clock) {
        this.signer = signer;
        this.verifier = verifier;
        this.clock = clock;
    }

    public String issue(RunnerIdentity runner) {
        return signer.sign(
                US,
                runner.runner().toString(),
                Map.of("tenant", runner.tenant().toString(), "pool", runner.pool().toString()),
                LIFE,
                clock.instant());
    }

    /**
     * Who carries this header.
     *
     * @throws ProblemException 401
     */
    public RunnerIdentity identify(@Nullable String authorization) {
        try {
            if (authorization == null
                    || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                throw new InvalidToken("no bearer token");
            }
            var jwt = authorization.substring(BEARER.length()).strip();
            var now = clock.instant();
            var known = seen.find(jwt, now);
            return known.isPresent() ? known.get() : verified(jwt, now);
        } catch (InvalidToken | IllegalArgumentException e) {
            LOG.debugf("runner was not recognised reason=%s", e.getMessage());
            throw new ProblemException(Problem.unauthenticated());
        }
    }

    private RunnerIdentity verified(String jwt, Instant now) throws InvalidToken {
        var token = verifier.verify(jwt, Set.of(US), US, now);
        var runner = identity(token);
        seen.remember(jwt, runner, token.expiresAt());
        return runner;
    }

    private static RunnerIdentity identity(VerifiedToken token) throws InvalidToken {
        return new RunnerIdentity(
                RunnerId.parse(token.subject()),
                TenantId.parse(token.string("tenant")),
                PoolId.parse(token.string("pool")));
    }

    /** Whether this key of a runner signed the assertion, just now and for us. */
    boolean proves(RunnerId runner, String publicKey, String assertion) {
        return assertion(runner, publicKey, assertion).isPresent();
    }

    /** Whether the runner's present key signed that this one follows. */
    boolean announces(RunnerKeys.Keyed runner, String nextKey, String assertion) {
        return assertion(runner.identity().runner(), runner.publicKey(), assertion)
                .filter(token -> nextKey.equals(token.claims().get("key")))
                .isPresent();
    }

    private Optional<VerifiedToken> assertion(RunnerId runner, String publicKey, String jwt) {
        try {
            var id = runner.toString();
            var now = clock.instant();
            var token =
                    TokenVerifier.verifyWith(SigningKeys.decodePublic(publicKey), jwt, id, US, now);
            return Optional.of(token)
                    .filter(read ->
                            read.subject().equals(id)
                                    && !read.expiresAt().isAfter(now.plus(LONGEST_ASSERTION)));
        } catch (InvalidToken | IllegalArgumentException e) {
            LOG.debugf("assertion refused runnerId=%s reason=%s", runner, e.getMessage());
            return Optional.empty();
        }
    }
}

package io.certyn.runner.register;

import io.certyn.protocol.Registration;
import io.certyn.runner.control.ControlPlane;
import io.certyn.runner.control.Refused;
import io.certyn.runner.time.Ticker;
import io.certyn.security.TokenSigner;
import java.io.IOException;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens, made anew from the runner's signature when three quarters of one's life are over.
 */
public final class AccessTokens {

    private static final System.Logger LOG = System.getLogger(AccessTokens.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration ASSERTION_LIFE = Duration.ofSeconds(50);
    private static final Duration NEGLIGIBLE = Duration.ofSeconds(3);

    private final ControlPlane controlPlane;
    private final Identity identity;
    private final Clock clock;
    private final Ticker ticker;
    private PrivateKey key;
    private @Nullable String token;
    private long refreshAt;

    public AccessTokens(ControlPlane controlPlane, Identity identity, Clock clock, Ticker ticker) {
        this.controlPlane = controlPlane;
        this.identity = identity;
        this.key = identity.key();
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Sends a request with a valid token; one the control plane no longer takes is renewed once.
     */
    public <T> Optional<T> post(String path, Object body, Class<T> answer, Duration timeout)
            throws IOException, Refused, InterruptedException {
        var used = current();
        try {
            return controlPlane.post(path, Optional.of(used), body, answer, timeout);
        } catch (Refused e) {
            if (e.status() != 401) {
                throw e;
            }
            forget(used);
            return controlPlane.post(path, Optional.of(current()), body, answer, timeout);
        }
    }

    private synchronized String current() throws IOException, Refused, InterruptedException {
        var held = token;
        if (held != null && ticker.nanos() - refreshAt < 0) {
            return held;
        }
        long asked = ticker.nanos();
        try {
            var answer = refresh();
            refreshAt = asked + Duration.ofMillis(answer.expiresInMs()).toNanos() * 3 / 4;
            token = answer.accessToken();
            return answer.accessToken();
        } catch (IOException e) {
            if (held == null) {
                throw e;
            }
            // A quarter of its life is left: it still serves while the control plane recovers.
            return held;
        }
    }

    /** Signs with another key from the next token on, and asks for that at once. */
    synchronized void signWith(PrivateKey next) {
        key = next;
        token = null;
    }

    /** A signature of this runner, just made and for the control plane. */
    String assertion(PrivateKey signing, Map<String, Object> claims) {
        var runner = identity.runner().toString();
        return TokenSigner.of(runner, signing)
                .sign(
                        "lease-broker",
                        runner,
                        claims,
                        ASSERTION_LIFE,
                        clock.instant().plus(controlPlane.ahead()));
    }

    private synchronized void forget(String refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }

    /** A clock that is wrong makes assertions nobody believes; the refusal tells the time. */
    private Registration.TokenAnswer refresh() throws IOException, Refused, InterruptedException {
        var ahead = controlPlane.ahead();
        try {
            return ask();
        } catch (Refused e) {
            var told = controlPlane.ahead();
            if (e.status() != 401 || told.minus(ahead).abs().compareTo(NEGLIGIBLE) < 0) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the clock of this machine is wrong by about {0}; going by the control plane's",
                    told);
            return ask();
        }
    }

    private Registration.TokenAnswer ask() throws IOException, Refused, InterruptedException {
        var runner = identity.runner().toString();
        var assertion = assertion(key, Map.of());
        return controlPlane
                .post(
                        "/runner/v1/token",
                        Optional.empty(),
                        new Registration.TokenRequest(runner, assertion),
                        Registration.TokenAnswer.class,
                        TIMEOUT)
                .orElseThrow(() -> new IOException("a token request without an answer"));
    }
}

package io.certyn.runner.register;

import io.certyn.protocol.Registration;
import io.certyn.runner.control.ControlPlane;
import io.certyn.runner.control.Refused;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Replaces the runner's key before it is too old. The next key is stored before the control plane
 * hears of it, and taken once that was acknowledged: whatever breaks off in between is repeated.
 */
public final class KeyRotation {

    private static final System.Logger LOG = System.getLogger(KeyRotation.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

    private final ControlPlane controlPlane;
    private final AccessTokens tokens;
    private final Identity identity;
    private final StateDirectory state;
    private final Duration life;
    private final Clock clock;

    /**
     * @param life how old a key may become
     */
    public KeyRotation(
            ControlPlane controlPlane,
            AccessTokens tokens,
            Identity identity,
            StateDirectory state,
            Duration life,
            Clock clock) {
        this.controlPlane = controlPlane;
        this.tokens = tokens;
        this.identity = identity;
        this.state = state;
        this.life = life;
        this.clock = clock;
    }

    /** Looks every hour; the old key is good until the new one is. */
    public void run() throws InterruptedException {
        while (true) {
            try {
                look();
            } catch (IOException | Refused e) {
                LOG.log(System.Logger.Level.WARNING, "key not replaced cause={0}", e.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** Replaces the key if it is too old. */
    public void look() throws IOException, Refused, InterruptedException {
        if (clock.instant().isBefore(state.keysMade().plus(life))) {
            return;
        }
        var present = state.keys();
        var next = state.nextKeys();
        announce(present, next);
        state.takeNextKeys();
        tokens.signWith(next.getPrivate());
        LOG.log(System.Logger.Level.INFO, "key replaced runnerId={0}", identity.runner());
    }

    private void announce(KeyPair present, KeyPair next)
            throws IOException, Refused, InterruptedException {
        var key =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(next.getPublic().getEncoded());
        var request =
                new Registration.KeyRequest(
                        identity.runner().toString(),
                        key,
                        tokens.assertion(present.getPrivate(), Map.of("key", key)),
                        tokens.assertion(next.getPrivate(), Map.of()));
        controlPlane.post("/runner/v1/keys", Optional.empty(), request, Void.class, TIMEOUT);
    }
}

package io.certyn.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.ids.RunnerId;
import io.certyn.runner.control.Connection;
import io.certyn.runner.control.ControlPlane;
import io.certyn.runner.control.Unavailable;
import io.certyn.runner.register.AccessTokens;
import io.certyn.runner.register.Identity;
import io.certyn.runner.register.KeyRotation;
import io.certyn.runner.register.StateDirectory;
import io.certyn.runner.time.Ticker;
import io.certyn.security.SigningKeys;
import io.certyn.security.TokenVerifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runner replaces its key, whatever answer is lost meanwhile. */
class KeyRotationTest {

    private static final Duration LIFE = Duration.ofDays(30);
    private static final Clock NOW = Clock.systemUTC();
    private static final Clock LATER = Clock.offset(NOW, LIFE.plusMinutes(1));

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunnerId runner = new RunnerId(UUID.randomUUID());

    @TempDir private Path directory;
    private StateDirectory state;
    private TestControlPlane plane;
    private ControlPlane controlPlane;
    private AccessTokens tokens;

    @BeforeEach
    void start() throws IOException {
        plane = TestControlPlane.start(TestControlPlane.TIMING);
        state = new StateDirectory(directory);
        controlPlane =
                new ControlPlane(
                        new Connection(URI.create(plane.url()), Optional.empty(), Optional.empty()),
                        client,
                        NOW);
        tokens = new AccessTokens(controlPlane, identity(), NOW, Ticker.SYSTEM);
    }

    @AfterEach
    void stop() {
        plane.close();
        client.shutdownNow();
    }

    @Test
    void aKeyThatIsYoungStays() throws Exception {
        var before = state.keys().getPublic();

        rotation(NOW).look();

        assertThat(plane.keys).isEmpty();
        assertThat(state.keys().getPublic()).isEqualTo(before);
    }

    @Test
    void anOldKeyIsReplacedAndTheNextTokenIsAskedForWithTheNewOne() throws Exception {
        var before = state.keys().getPublic();

        rotation(LATER).look();

        assertThat(state.keys().getPublic()).isNotEqualTo(before);
        assertThat(plane.keys.getFirst().publicKey())
                .isEqualTo(SigningKeys.encodePublic(state.keys().getPublic()));
        tokens.post("/runner/v1/instances", Map.of(), Map.class, Duration.ofSeconds(5));
        var id = runner.toString();
        assertThatCode(() ->
                        TokenVerifier.verifyWith(
                                state.keys().getPublic(),
                                plane.lastAssertion,
                                id,
                                "lease-broker",
                                Instant.now()))
                .doesNotThrowAnyException();
    }

    /** Another key each time would leave the control plane with one that nobody has. */
    @Test
    void whatWasNotAnsweredIsAnnouncedAgainAsTheSameKey() throws Exception {
        var before = state.keys().getPublic();
        plane.keyAnswersLost = 1;

        assertThatThrownBy(() -> rotation(LATER).look()).isInstanceOf(Unavailable.class);
        assertThat(state.keys().getPublic()).isEqualTo(before);
        rotation(LATER).look();

        assertThat(plane.keys).hasSize(2);
        assertThat(plane.keys.get(1).publicKey()).isEqualTo(plane.keys.get(0).publicKey());
        assertThat(SigningKeys.encodePublic(state.keys().getPublic()))
                .isEqualTo(plane.keys.get(1).publicKey());
    }

    private KeyRotation rotation(Clock clock) throws IOException {
        return new KeyRotation(controlPlane, tokens, identity(), state, LIFE, clock);
    }

    private Identity identity() throws IOException {
        return new Identity(runner, "ten_x", TestControlPlane.POOL, state.keys().getPrivate());
    }
}

package io.certyn.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.ids.RunnerId;
import io.certyn.protocol.Registration;
import io.certyn.runner.control.Connection;
import io.certyn.runner.control.ControlPlane;
import io.certyn.runner.control.Refused;
import io.certyn.runner.register.AccessTokens;
import io.certyn.runner.register.Identity;
import io.certyn.runner.time.Ticker;
import io.certyn.security.SigningKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A runner on a machine whose clock is wrong, which would sign nothing that is believed. */
class WrongClockTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private TestControlPlane plane;

    @BeforeEach
    void start() throws IOException {
        plane = TestControlPlane.start(TestControlPlane.TIMING);
    }

    @AfterEach
    void stop() {
        plane.close();
        client.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "-PT2H", "PT0S"})
    void itGoesByTheControlPlanes(Duration wrongBy) throws Exception {
        var clock = Clock.offset(Clock.systemUTC(), wrongBy);
        var controlPlane = controlPlane(plane.url(), clock);

        var answer =
                tokens(controlPlane, clock)
                        .post(
                                "/runner/v1/instances",
                                new Registration.InstanceRequest("i", "h", "v", 1, Map.of()),
                                Registration.InstanceAnswer.class,
                                Duration.ofSeconds(5));

        assertThat(answer.orElseThrow().runnerEpoch()).isEqualTo(1);
        assertThat(controlPlane.ahead().plus(wrongBy).abs()).isLessThan(Duration.ofSeconds(3));
    }

    /** Else it would try and try again. */
    @Test
    void whoIsRefusedForAnotherReasonIsRefused() throws Exception {
        plane.knowsRunner = false;
        var clock = Clock.systemUTC();

        assertThatThrownBy(() ->
                        tokens(controlPlane(plane.url(), clock), clock)
                                .post(
                                        "/runner/v1/instances",
                                        Map.of(),
                                        Registration.InstanceAnswer.class,
                                        Duration.ofSeconds(5)))
                .isInstanceOf(Refused.class);
        assertThat(plane.tokenRequests.get()).isEqualTo(1);
    }

    private ControlPlane controlPlane(String url, Clock clock) {
        return new ControlPlane(
                new Connection(URI.create(url), Optional.empty(), Optional.empty()), client, clock);
    }

    private static AccessTokens tokens(ControlPlane controlPlane, Clock clock) {
        var keys = SigningKeys.generate();
        var identity =
                new Identity(
                        new RunnerId(UUID.randomUUID()),
                        "ten_x",
                        TestControlPlane.POOL,
                        keys.getPrivate());
        return new AccessTokens(controlPlane, identity, clock, Ticker.SYSTEM);
    }
}

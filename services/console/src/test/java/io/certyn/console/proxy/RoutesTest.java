package io.certyn.console.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.console.proxy.Hosts.Face;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/projects, RUN_ORCHESTRATOR",
        "/api/v1/runs/run_1, RUN_ORCHESTRATOR",
        "/api/v1/runs/run_1/logs, RUN_ORCHESTRATOR",
        "/api/v1/runs/run_1/artifacts, ARTIFACT",
        "/api/v1/artifacts/art_1, ARTIFACT",
        "/api/v1/artifacts/art_1/content, ARTIFACT",
        "/api/v1/runner-pools, LEASE_BROKER",
        "/api/v1/runner-pools/pool_1/registration-tokens, LEASE_BROKER",
        "/api/v1/runners, LEASE_BROKER",
        "/api/v1/queue, LEASE_BROKER",
        "/api/v1/queue/explain, LEASE_BROKER",
        "/api/v1/sessions/ses_1, RUN_ORCHESTRATOR",
        "/api/v1/sessions/ses_1/live-tickets, RELAY",
        "/api/v1/mention, RUN_ORCHESTRATOR",
    })
    void theApiIsDividedAmongTheServices(String path, Part part) {
        assertThat(Routes.of(Face.CONSOLE, path)).isEqualTo(new Route.Api(part));
    }

    @ParameterizedTest
    @CsvSource({
        "/runner/v1/sync, LEASE_BROKER",
        "/upload/v1/grant, ARTIFACT",
        "/relay/v1/view/ses_1, RELAY"
    })
    void machinesPass(String path, Part part) {
        assertThat(Routes.of(Face.CONSOLE, path)).isEqualTo(new Route.Passage(part));
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/me", "/api/v1/api-keys", "/api/v1/api-keys/key_1", "/api/v1/owner-links"})
    void whatIsOursWinsOverTheServices(String path) {
        assertThat(Routes.of(Face.CONSOLE, path)).isEqualTo(new Route.OwnApi());
    }

    @ParameterizedTest
    @CsvSource({"/api", "/api/", "/api/v1", "/api/v1/", "/api/v2/runs", "/api/openapi.json"})
    void theRestOfTheApiNeedsACredentialToo(String path) {
        assertThat(Routes.of(Face.CONSOLE, path)).isEqualTo(new Route.OwnApi());
    }

    @ParameterizedTest
    @CsvSource({
        "/internal/v1/sessions/ses_1",
        "/q/dev",
        "/q/openapi",
        "/runner",
        "/relay",
        "/upload"
    })
    void theInsideStaysInside(String path) {
        assertThat(Routes.of(Face.CONSOLE, path)).isEqualTo(new Route.Nowhere());
    }

    @ParameterizedTest
    @CsvSource({"/", "/p/shop/runs", "/p/shop/runs/run_1/cases/shop-101", "/welcome", "/signin"})
    void thePageIsEverywhereElse(String path) {
        assertThat(Routes.of(Face.CONSOLE, path)).isEqualTo(new Route.Page());
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/projects", "/", "/auth/v1/signin", "/runner/v1/sync", "/upload/v1/x"})
    void onTheHostOfTheBytesThereAreOnlyBytes(String path) {
        assertThat(Routes.of(Face.TRACES, path)).isEqualTo(new Route.Nowhere());
        assertThat(Routes.of(Face.TRACES, "/b/token/trace.zip"))
                .isEqualTo(new Route.Bytes(Part.ARTIFACT));
    }

    @Test
    void byAnotherNameThereAreProbesAndWhatRunnersComeFor() {
        assertThat(Routes.of(Face.STRANGER, "/api/v1/me")).isEqualTo(new Route.Misdirected());
        assertThat(Routes.of(Face.STRANGER, "/")).isEqualTo(new Route.Misdirected());
        assertThat(Routes.of(Face.STRANGER, "/relay/v1/view/ses_1"))
                .isEqualTo(new Route.Misdirected());
        assertThat(Routes.of(Face.STRANGER, "/healthz")).isEqualTo(new Route.Open());
        assertThat(Routes.of(Face.STRANGER, "/runner/v1/sync"))
                .isEqualTo(new Route.Passage(Part.LEASE_BROKER));
        assertThat(Routes.of(Face.STRANGER, "/upload/v1/x"))
                .isEqualTo(new Route.Passage(Part.ARTIFACT));
        assertThat(Routes.of(Face.STRANGER, "/relay/v1/publish/ses_1"))
                .isEqualTo(new Route.Passage(Part.RELAY));
    }

    @ParameterizedTest
    @CsvSource({
        "certyn.example.org, CONSOLE",
        "CERTYN.example.ORG, CONSOLE",
        "localhost, CONSOLE",
        "127.0.0.1, CONSOLE",
        "[::1], CONSOLE",
        "traces.certyn.example.org, TRACES",
        "example.org, STRANGER",
        "certyn.example.org.evil.example, STRANGER",
        "10.1.2.3, STRANGER",
    })
    void eachNameShowsOneFace(String host, Face face) {
        var console = URI.create("https://certyn.example.org");
        var hosts = Hosts.of(console, Hosts.tracesOf(console, Optional.empty()));

        assertThat(hosts.faceOf(host)).isEqualTo(face);
    }

    @Test
    void theBytesKeepThePortOfTheConsole() {
        assertThat(Hosts.tracesOf(URI.create("http://certyn.localhost:8080"), Optional.empty()))
                .isEqualTo(URI.create("http://traces.certyn.localhost:8080"));
    }

    @Test
    void anotherPortIsNotAnotherHost() {
        assertThatThrownBy(() ->
                        Hosts.of(
                                URI.create("http://certyn.localhost:8080"),
                                URI.create("http://certyn.localhost:8081")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headersOfOneConnectionEndWithIt() {
        assertThat(Headers.goesIn("Upgrade", Set.of())).isFalse();
        assertThat(Headers.goesIn("X-Named", Set.of("x-named"))).isFalse();
        assertThat(Headers.goesOut("Transfer-Encoding", Set.of())).isFalse();
        assertThat(Headers.goesIn("Content-Type", Set.of())).isTrue();
        assertThat(Headers.goesOut("ETag", Set.of())).isTrue();
    }
}

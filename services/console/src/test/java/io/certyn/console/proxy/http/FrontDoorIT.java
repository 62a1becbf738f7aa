package io.certyn.console.proxy.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.certyn.console.access.Role;
import io.certyn.console.access.Scope;
import io.certyn.console.testing.Surroundings;
import io.certyn.security.TokenVerifier;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithBackingServices(service = "console", kafka = false)
@QuarkusTestResource(Surroundings.class)
class FrontDoorIT {

    private static RequestSpecification withKey() {
        return given().header("Authorization", "Bearer " + Surroundings.apiKey());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/projects, run-orchestrator",
        "/api/v1/runs/run_1?wait=0, run-orchestrator",
        "/api/v1/runs/run_1/artifacts?kind=trace, artifact",
        "/api/v1/artifacts/art_1/content, artifact",
        "/api/v1/runner-pools, lease-broker",
        "/api/v1/runners?pool=p, lease-broker",
        "/api/v1/sessions/ses_1/live-tickets, relay",
        "/api/v1/sessions/ses_1/steps, run-orchestrator",
    })
    void eachPathLeadsToItsService(String path, String part) {
        withKey()
                .get(path)
                .then()
                .statusCode(200)
                .body("part", equalTo(part))
                .body("uri", equalTo(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/projects", "/api/v1/me", "/api/v1/none-such", "/api/v2/x"})
    void withoutACredentialEveryApiPathAnswersTheSame(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthenticated"))
                .body("requestId", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer certyn_live_wrong", "Basic YTpi", "Bearer", ""})
    void aWrongKeyIsRefused(String authorization) {
        given().header("Authorization", authorization)
                .get("/api/v1/projects")
                .then()
                .statusCode(401);
    }

    @Test
    void aKeyMayComeInItsOwnHeader() {
        given().header("X-API-Key", Surroundings.apiKey())
                .get("/api/v1/projects")
                .then()
                .statusCode(200)
                .body("headers.x-api-key", nullValue());
    }

    @Test
    void theServiceHearsWhoIsCallingInATokenForItAlone() throws Exception {
        // When
        String authorization = withKey().get("/api/v1/runner-pools").path("headers.authorization");

        // Then
        var token =
                TokenVerifier.ofDirectory(Surroundings.trustedKeys())
                        .verify(
                                authorization.substring("Bearer ".length()),
                                Set.of("console"),
                                "lease-broker",
                                Instant.now());
        assertThat(token.subject()).startsWith("key:key_");
        assertThat(token.string("tenant")).startsWith("ten_");
        assertThat(token.strings("scopes")).isEqualTo(Scope.wires(Role.OWNER.scopes()));
        assertThat(token.expiresAt()).isBeforeOrEqualTo(Instant.now().plusSeconds(61));
    }

    @Test
    void cookiesKeysAndForgedHeadersStayOutside() {
        withKey()
                .header("Cookie", "certyn=secret; other=1")
                .header("X-Forwarded-For", "1.2.3.4")
                .header("X-Forwarded-Host", "evil.example")
                .header("Connection", "X-Private")
                .header("X-Private", "1")
                .header("Traceparent-Like", "kept")
                .get("/api/v1/projects")
                .then()
                .body("headers.cookie", nullValue())
                .body("headers.x-private", nullValue())
                .body("headers.authorization", not(containsString("certyn_live")))
                .body("headers.x-forwarded-for", equalTo("127.0.0.1"))
                .body("headers.x-forwarded-host", not(equalTo("evil.example")))
                .body("headers.traceparent-like", equalTo("kept"));
    }

    @Test
    void noServiceSetsACookieOrNamesTheRequest() {
        withKey()
                .header("X-Request-Id", "mine-1")
                .get("/api/v1/projects")
                .then()
                .header("Set-Cookie", nullValue())
                .header("X-Request-Id", equalTo("mine-1"))
                .header("ETag", equalTo("\"v7\""))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .body("headers.x-request-id", equalTo("mine-1"));
    }

    @Test
    void runnersPassWithTheirOwnCredential() {
        given().header("Authorization", "Bearer of-the-runner")
                .header("Cookie", "certyn=secret")
                .body("{}")
                .post("/runner/v1/sync")
                .then()
                .statusCode(200)
                .body("part", equalTo("lease-broker"))
                .body("headers.authorization", equalTo("Bearer of-the-runner"))
                .body("headers.cookie", nullValue());
    }

    /** Who is in a cluster comes by the service's name, and who has a wrong clock reads ours. */
    @Test
    void runnersComeByAnyNameAndAreToldTheTime() {
        given().header("Host", "console.certyn.svc")
                .body("{}")
                .post("/runner/v1/sync")
                .then()
                .statusCode(200)
                .body("part", equalTo("lease-broker"))
                .header("Date", endsWith("GMT"));
    }

    @Test
    void theHostOfTheBytesReachesTheArtifactsAndNothingElse() {
        given().header("Host", "traces.certyn.localhost:1234")
                .header("Cookie", "certyn=secret")
                .header("Authorization", "Bearer " + Surroundings.apiKey())
                .get("/b/token/trace.zip")
                .then()
                .statusCode(200)
                .body("part", equalTo("artifact"))
                .body("headers.cookie", nullValue())
                .body("headers.authorization", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/me", "/", "/auth/v1/signin", "/upload/v1/x", "/b/../api/v1/me"})
    void theHostOfTheBytesHasNoConsole(String path) {
        given().header("Host", "traces.certyn.localhost")
                .header("X-API-Key", Surroundings.apiKey())
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "certyn.localhost.evil.example", "10.0.0.1:8080"})
    void anUnknownHostIsRefused(String host) {
        given().header("Host", host)
                .header("X-API-Key", Surroundings.apiKey())
                .get("/api/v1/me")
                .then()
                .statusCode(421)
                .body("code", equalTo("misdirected"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"certyn.localhost:1", "localhost", "127.0.0.1:99", "[::1]:80"})
    void theInstallationAnswersToItsNames(String host) {
        given().header("Host", host)
                .header("X-API-Key", Surroundings.apiKey())
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("kind", equalTo("key"));
    }

    @Test
    void probesNeedNoName() {
        given().header("Host", "10.0.0.7:8080").get("/healthz").then().statusCode(200);
        given().header("Host", "10.0.0.7:8080").get("/readyz").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/v1/sessions/x", "/q/openapi", "/q/dev", "/assets/none.js"})
    void whatIsNotOutwardIsNotThere(String path) {
        given().get(path).then().statusCode(404).body("code", equalTo("not-found"));
    }

    @Test
    void anUnknownApiPathIsAProblem() {
        withKey()
                .get("/api/v2/none-such")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
    }

    @Test
    void aDeepLinkLeadsToThePageButAProgramIsToldTheTruth() {
        given().header("Accept", "text/html")
                .get("/p/demo-shop/runs/run_1")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", equalTo("no-cache"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", containsString("traces.certyn.localhost"))
                .header("Permissions-Policy", containsString("camera=()"));
        given().header("Accept", "application/json")
                .get("/p/demo-shop/runs")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void everyProblemHasAPage() {
        given().get("/problems/part-away")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("<strong>Operator:</strong>"));
        given().get("/problems/none-such").then().statusCode(404);
    }

    @Test
    void theVersionIsOpen() {
        given().get("/version").then().statusCode(200).body("name", equalTo("certyn"));
    }
}

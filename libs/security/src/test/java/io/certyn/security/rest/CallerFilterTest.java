package io.certyn.security.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.certyn.ids.TenantId;
import io.certyn.security.TokenSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KeysOnDisk.class)
class CallerFilterTest {

    private static final String TENANT = new TenantId(new UUID(1, 2)).toString();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Inject ServiceTokens tokens;

    @Test
    void aCallerWhomTheConsoleVouchesForIsKnown() {
        with(callerToken("console", "certyn-security", List.of("runs:read")))
                .get("/api/v1/whoami")
                .then()
                .statusCode(200)
                .body(is(TENANT + " key:key_1"));
    }

    @Test
    void withoutATokenNothingUnderApiIsRevealed() {
        for (var path : List.of("/api/v1/whoami", "/api/v1/no-such-thing")) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer")
                    .body("code", equalTo("unauthenticated"))
                    .body("instance", equalTo(path));
        }
    }

    @Test
    void theFilterCannotBeWalkedAround() {
        for (var path :
                List.of(
                        "//api/v1/whoami",
                        "/%61pi/v1/whoami",
                        "/x/../api/v1/whoami",
                        "/api;a=b/v1/whoami",
                        "/./api/v1/whoami")) {
            var status = given().urlEncodingEnabled(false).get(path).statusCode();
            org.assertj.core.api.Assertions.assertThat(status).as(path).isIn(401, 404);
        }
    }

    @Test
    void anotherIssuerDoesNotVouchForCallers() {
        with(callerToken("relay", "certyn-security", List.of("admin")))
                .get("/api/v1/whoami")
                .then()
                .statusCode(401);
    }

    @Test
    void aTokenForAnotherServiceIsRefused() {
        with(callerToken("console", "artifact", List.of("admin")))
                .get("/api/v1/whoami")
                .then()
                .statusCode(401);
    }

    @Test
    void aMissingScopeIsNamed() {
        with(callerToken("console", "certyn-security", List.of("runs:read")))
                .get("/api/v1/guarded")
                .then()
                .statusCode(403)
                .body("detail", equalTo("missing scope runs:create"));
    }

    @Test
    void adminMayEverything() {
        with(callerToken("console", "certyn-security", List.of("admin")))
                .get("/api/v1/guarded")
                .then()
                .statusCode(200);
    }

    @Test
    void servicesMayCallInternalPathsAndCallersMayNot() {
        with(tokens.tokenFor("certyn-security")).get("/internal/v1/ping").then().statusCode(200);
        with(callerToken("console", "certyn-security", List.of("admin")))
                .get("/internal/v1/ping")
                .then()
                .statusCode(401);
        given().get("/internal/v1/ping").then().statusCode(401);
    }

    @Test
    void aServiceTokenDoesNotMakeACaller() {
        with(tokens.tokenFor("certyn-security")).get("/api/v1/whoami").then().statusCode(401);
    }

    @Test
    void otherPathsAreOpenButNobodyIsCalling() {
        given().get("/open").then().statusCode(200);
        given().get("/open/forgotten").then().statusCode(401);
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static String callerToken(String issuer, String audience, List<String> scopes) {
        return TokenSigner.load(issuer, KeysOnDisk.directory().resolve(issuer + ".key"))
                .sign(
                        audience,
                        "key:key_1",
                        Map.of("tenant", TENANT, "scopes", scopes),
                        MINUTE,
                        Instant.now());
    }
}

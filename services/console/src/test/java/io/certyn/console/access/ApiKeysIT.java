package io.certyn.console.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.certyn.console.access.store.Tenants;
import io.certyn.console.testing.ConsoleDatabase;
import io.certyn.console.testing.Surroundings;
import io.certyn.ids.ApiKeyId;
import io.certyn.ids.UuidV7;
import io.certyn.testing.backing.BackingServices;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBackingServices(service = "console", kafka = false)
@QuarkusTestResource(Surroundings.class)
class ApiKeysIT {

    private final Tenants tenants;

    ApiKeysIT(Tenants tenants) {
        this.tenants = tenants;
    }

    @Test
    void everyRowNamesItsTenant() {
        assertThat(BackingServices.tablesWithoutTenant("console")).containsExactly("tenant");
    }

    @Test
    void theFirstKeyIsStoredOnceHoweverOftenTheConsoleStarts() throws Throwable {
        // Given
        var hash = TokenHash.of(Surroundings.apiKey());
        var keys = ConsoleDatabase.count("api_key");
        var now = Instant.now();

        // When
        var stored =
                VertxContextSupport.subscribeAndAwait(() ->
                        tenants.bootstrap(
                                hash,
                                now,
                                tenant ->
                                        new ApiKey(
                                                new ApiKeyId(UuidV7.at(now, new Random())),
                                                tenant,
                                                "again",
                                                EnumSet.allOf(Scope.class),
                                                now,
                                                null,
                                                null,
                                                null)));

        // Then
        assertThat(stored).isFalse();
        assertThat(ConsoleDatabase.count("api_key")).isEqualTo(keys);
        assertThat(ConsoleDatabase.count("tenant where slug = 'local'")).isOne();
    }

    @Test
    void aNewKeyWorksWithItsScopesAndIsShownOnce() {
        // When
        var key = create("reader", List.of("runs:read"));

        // Then
        assertThat(key.getString("token")).startsWith("certyn_live_");
        given().header("X-API-Key", key.getString("token"))
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(key.getString("id")))
                .body("scopes", contains("runs:read"));
        withKey()
                .get("/api/v1/api-keys")
                .then()
                .body("items.id", hasItem(key.getString("id")))
                .body("page.hasMore", equalTo(false))
                .body(not(containsString(key.getString("token"))));
    }

    @Test
    void theDatabaseDoesNotKnowTheKey() {
        // When
        var token = create("secret", List.of("runs:read")).getString("token");

        // Then
        assertThat(ConsoleDatabase.count("api_key k where k::text like '%" + token + "%'"))
                .isZero();
    }

    @Test
    void aKeyWithoutTheScopeIsToldWhichOneIsMissing() {
        // Given
        var token = create("reader", List.of("runs:read")).getString("token");

        // When, then
        given().header("X-API-Key", token)
                .post("/api/v1/owner-links")
                .then()
                .statusCode(403)
                .body("detail", containsString("admin"));
    }

    @Test
    void aRevokedKeyIsOutAtOnce() {
        // Given
        var key = create("brief", List.of("runs:read"));
        given().header("X-API-Key", key.getString("token"))
                .get("/api/v1/me")
                .then()
                .statusCode(200);

        // When
        withKey().delete("/api/v1/api-keys/" + key.getString("id")).then().statusCode(204);

        // Then
        given().header("X-API-Key", key.getString("token"))
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void anExpiredKeyIsRefused() {
        // Given
        var key = create("old", List.of("runs:read"));
        ConsoleDatabase.run(
                "update api_key set expires_at = now() - interval '1 second' where name = 'old'");

        // When, then
        given().header("X-API-Key", key.getString("token"))
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void anUnknownScopeIsNamed() {
        withKey()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "x", "scopes", List.of("runs:read", "world:rule")))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/scopes/1"));
    }

    @Test
    void aKeyThatIsNotThereCannotBeRevoked() {
        withKey().delete("/api/v1/api-keys/nonsense").then().statusCode(404);
    }

    private static io.restassured.specification.RequestSpecification withKey() {
        return given().header("X-API-Key", Surroundings.apiKey());
    }

    private static JsonPath create(String name, List<String> scopes) {
        return withKey()
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "scopes", scopes))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }
}

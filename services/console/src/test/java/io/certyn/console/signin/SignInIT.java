package io.certyn.console.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.certyn.console.testing.ConsoleDatabase;
import io.certyn.console.testing.Surroundings;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBackingServices(service = "console", kafka = false)
@QuarkusTestResource(Surroundings.class)
class SignInIT {

    private static final String PASSWORD = "correct horse battery";

    @BeforeEach
    void nobodyIsThere() {
        ConsoleDatabase.run("truncate signin, member, account, one_time_link cascade");
    }

    @Test
    void theLinkMakesOneOwnerWhoIsSignedInAtOnce() {
        // When
        var cookie = welcome(ownerLink(), "Ada").statusCode(204).extract().cookie("certyn");

        // Then
        given().cookie("certyn", cookie)
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("kind", equalTo("account"))
                .body("name", equalTo("Ada"))
                .body("role", equalTo("owner"))
                .body("scopes", hasItem("admin"));
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndForeignSites() {
        welcome(ownerLink(), "Ada")
                .header(
                        "Set-Cookie",
                        allOf(
                                containsString("HttpOnly"),
                                containsString("SameSite=Lax"),
                                containsString("Path=/"),
                                not(containsString("Domain"))));
    }

    @Test
    void aLinkWorksOnce() {
        // Given
        var link = ownerLink();
        welcome(link, "Ada").statusCode(204);

        // When, then
        welcome(link, "Eve").statusCode(409).body("code", equalTo("link-used"));
        assertThat(ConsoleDatabase.count("account")).isOne();
    }

    @Test
    void anOldLinkIsRefused() {
        // Given
        var link = ownerLink();
        ConsoleDatabase.run("update one_time_link set expires_at = now() - interval '1 second'");

        // When, then
        welcome(link, "Ada").statusCode(410).body("code", equalTo("link-expired"));
        assertThat(ConsoleDatabase.count("account")).isZero();
    }

    @Test
    void aSecondLinkMakesNoSecondOwner() {
        // Given
        var first = ownerLink();
        var second = ownerLink();
        welcome(first, "Ada").statusCode(204);

        // When, then
        welcome(second, "Eve").statusCode(409).body("code", equalTo("owner-exists"));
        withKey()
                .post("/api/v1/owner-links")
                .then()
                .statusCode(409)
                .body("code", equalTo("owner-exists"));
    }

    @Test
    void anInventedLinkIsUnknown() {
        welcome("certyn_welcome_invented", "Ada")
                .statusCode(404)
                .body("code", equalTo("unknown-link"));
    }

    @Test
    void aShortPasswordIsRefusedByName() {
        given().contentType(ContentType.JSON)
                .body(Map.of("token", ownerLink(), "name", "Ada", "password", "short"))
                .post("/auth/v1/welcome")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/password"));
    }

    @Test
    void nameAndPasswordOpenTheDoorInAnySpellingOfTheName() {
        // Given
        welcome(ownerLink(), "Ada");

        // When, then
        signIn("ADA", PASSWORD).statusCode(204).cookie("certyn", notNullValue());
    }

    @Test
    void anUnknownNameAndAWrongPasswordLookTheSame() {
        // Given
        welcome(ownerLink(), "Ada");

        // When
        var wrong = signIn("Ada", "not the password").statusCode(401).extract().jsonPath();
        var unknown = signIn("Eve", "not the password").statusCode(401).extract().jsonPath();

        // Then
        assertThat(wrong.getString("code")).isEqualTo("wrong-credentials");
        assertThat(unknown.getString("code")).isEqualTo("wrong-credentials");
        assertThat(unknown.getString("title")).isEqualTo(wrong.getString("title"));
        signIn("Ada", PASSWORD).statusCode(204);
    }

    @Test
    void guessingIsSlowedDownEvenForTheRightPassword() {
        // Given
        welcome(ownerLink(), "Guessed");
        for (int i = 0; i < 4; i++) {
            signIn("Guessed", "guess " + i).statusCode(401);
        }

        // When, then
        signIn("Guessed", PASSWORD)
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("too-many-attempts"));
        signIn("Somebody else", PASSWORD).statusCode(401);
    }

    @Test
    void whoSignsOutIsOut() {
        // Given
        var cookie = welcome(ownerLink(), "Ada").extract().cookie("certyn");
        given().cookie("certyn", cookie).get("/api/v1/me").then().statusCode(200);

        // When
        given().cookie("certyn", cookie)
                .header("X-Certyn-CSRF", "1")
                .header("Sec-Fetch-Site", "same-origin")
                .post("/auth/v1/signout")
                .then()
                .statusCode(204);

        // Then
        given().cookie("certyn", cookie).get("/api/v1/me").then().statusCode(401);
    }

    /** What the browser says, and whether a request that changes something is let through. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1, same-origin, -, 200",
                "1, -, same, 200",
                "1, same-origin, https://evil.example, 200",
                "-, same-origin, same, 403",
                "1, same-site, same, 403",
                "1, cross-site, -, 403",
                "1, none, -, 403",
                "1, -, http://traces.certyn.localhost, 403",
                "1, -, -, 403",
            })
    void aCookieAloneChangesNothing(String csrf, String fetchSite, String origin, int expected) {
        // Given
        var cookie = welcome(ownerLink(), "Ada").extract().cookie("certyn");
        var request = given().cookie("certyn", cookie).header("Host", "certyn.localhost:8080");

        // When
        if (csrf != null) {
            request.header("X-Certyn-CSRF", csrf);
        }
        if (fetchSite != null) {
            request.header("Sec-Fetch-Site", fetchSite);
        }
        if (origin != null) {
            request.header(
                    "Origin", origin.equals("same") ? "http://certyn.localhost:8080" : origin);
        }

        // Then
        request.post("/api/v1/projects").then().statusCode(expected);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, same-site", "Origin, https://evil.example"})
    void nobodyIsSignedInByAForeignPage(String header, String value) {
        given().header(header, value)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Ada", "password", PASSWORD))
                .post("/auth/v1/signin")
                .then()
                .statusCode(403)
                .body("code", equalTo("cross-site"));
    }

    @Test
    void everyWriteLeavesATrace() {
        // Given
        ConsoleDatabase.run("truncate audit_event");

        // When
        welcome(ownerLink(), "Ada").statusCode(204);

        // Then
        assertThat(ConsoleDatabase.count("audit_event where action = 'owner_link.created'"))
                .isOne();
        assertThat(ConsoleDatabase.count("audit_event where action = 'owner.created'")).isOne();
        assertThat(ConsoleDatabase.count("audit_event where action = 'signin.opened'")).isOne();
        assertThat(
                        ConsoleDatabase.count(
                                "audit_event where details like '%certyn_%' or object like '%"
                                        + PASSWORD
                                        + "%'"))
                .isZero();
    }

    private static RequestSpecification withKey() {
        return given().header("X-API-Key", Surroundings.apiKey());
    }

    private static String ownerLink() {
        String path =
                withKey().post("/api/v1/owner-links").then().statusCode(201).extract().path("path");
        assertThat(path).startsWith("/welcome#");
        return path.substring("/welcome#".length());
    }

    private static ValidatableResponse welcome(String token, String name) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", token, "name", name, "password", PASSWORD))
                .post("/auth/v1/welcome")
                .then();
    }

    private static ValidatableResponse signIn(String name, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("name", name, "password", password))
                .post("/auth/v1/signin")
                .then();
    }
}

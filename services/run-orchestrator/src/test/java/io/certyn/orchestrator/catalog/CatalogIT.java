package io.certyn.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.certyn.orchestrator.TestCaller;
import io.certyn.orchestrator.TestKeys;
import io.certyn.orchestrator.TestProject;
import io.certyn.security.Scopes;
import io.certyn.testing.backing.BackingServices;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Projects, environments, cases and suites over REST, kept in PostgreSQL. */
@QuarkusTest
@WithBackingServices(service = "orchestrator")
@QuarkusTestResource(TestKeys.class)
class CatalogIT {

    private static final String SHOP = "/api/v1/projects/shop";

    @Test
    void everyRowNamesItsTenant() {
        assertThat(BackingServices.tablesWithoutTenant("orchestrator")).isEmpty();
    }

    @Test
    void nobodyGetsInWithoutAToken() {
        RestAssured.given()
                .get("/api/v1/projects")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void aScopeThatIsMissingIsNamed() {
        TestCaller.ofNewTenant()
                .with(Scopes.RUNS_READ)
                .call()
                .body(Map.of("slug", "shop", "name", "Shop"))
                .post("/api/v1/projects")
                .then()
                .statusCode(403)
                .body("detail", containsString(Scopes.ENVIRONMENTS_WRITE));
    }

    @Test
    void aProjectIsFoundBySlugAndById() {
        var caller = TestCaller.ofNewTenant();
        String id =
                caller.call()
                        .body(Map.of("slug", "shop", "name", "Shop"))
                        .post("/api/v1/projects")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");

        caller.call().get(SHOP).then().statusCode(200).body("id", equalTo(id));
        caller.call().get("/api/v1/projects/" + id).then().body("slug", equalTo("shop"));
        caller.call()
                .body(Map.of("slug", "shop", "name", "Again"))
                .post("/api/v1/projects")
                .then()
                .statusCode(409)
                .body("code", equalTo("project-exists"));
    }

    @Test
    void anotherTenantsProjectIsUnknown() {
        var project = TestProject.with(1);
        var stranger = TestCaller.ofNewTenant();
        var run = project.startAll();

        for (var path :
                List.of(
                        SHOP,
                        SHOP + "/environments",
                        SHOP + "/cases",
                        SHOP + "/suites",
                        SHOP + "/runs",
                        "/api/v1/runs/" + run.getString("id"),
                        "/api/v1/runs/" + run.getString("id") + "/sessions",
                        "/api/v1/runs/" + run.getString("id") + "/logs",
                        "/api/v1/runs/" + run.getString("id") + "/exports/junit",
                        "/api/v1/sessions/" + run.getString("cases[0].session"),
                        "/api/v1/sessions/" + run.getString("cases[0].session") + "/steps")) {
            assertThat(stranger.call().get(path).statusCode()).as(path).isEqualTo(404);
        }
        stranger.call()
                .body(Map.of("reason", "mischief"))
                .post("/api/v1/runs/" + run.getString("id") + "/cancellation")
                .then()
                .statusCode(404);
    }

    @Test
    void meaninglessFieldsAreNamedByPointer() {
        var project = TestProject.with(0);

        project.caller()
                .call()
                .body(
                        Map.of(
                                "slug", "No Slug",
                                "baseUrl", "ftp://shop.example",
                                "origins", List.of("https://ok.example", "nonsense"),
                                "tracedOrigins", List.of("nonsense"),
                                "pool", "pool_1"))
                .post(SHOP + "/environments")
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains("/slug", "/baseUrl", "/origins/1", "/tracedOrigins/0", "/pool"));
        project.caller()
                .call()
                .body("{\"slug\":\"x\",\"nmae\":\"typo\"}")
                .post("/api/v1/projects")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/nmae"));
    }

    @Test
    void anEditNamesTheVersionItSaw() {
        var project = TestProject.with(0);
        String id =
                project.caller()
                        .call()
                        .get(SHOP + "/environments")
                        .jsonPath()
                        .getString("items[0].id");
        var path = "/api/v1/environments/" + id;
        var patch =
                "{\"baseUrl\":\"https://new.example\",\"variables\":{\"user\":null,\"x\":\"1\"}}";

        project.caller().call().body(patch).patch(path).then().statusCode(428);
        project.caller()
                .call()
                .header("If-Match", "\"v7\"")
                .body(patch)
                .patch(path)
                .then()
                .statusCode(412);
        project.caller()
                .call()
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"v1\"")
                .body(patch)
                .patch(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"v2\"")
                .body("baseUrl", equalTo("https://new.example"))
                .body("variables", equalTo(Map.of("x", "1")))
                .body("pool", equalTo(project.pool().toString()))
                .body("version", equalTo(2));
        project.caller()
                .call()
                .header("If-Match", "\"v2\"")
                .body("{\"baseUrl\":null}")
                .patch(path)
                .then()
                .statusCode(422);
    }

    @Test
    void anImportTakesAllOrNothing() {
        var project = TestProject.with(1);
        var good = Map.of("path", "a.md", "text", TestProject.caseFile("C-9", "New"));
        var bad =
                Map.of(
                        "path",
                        "b.md",
                        "text",
                        "---\nkey: C-10\ntitle: Bad\n---\n\n## Steps\n- Frobnicate it\n");

        project.caller()
                .call()
                .body(List.of(good, bad))
                .post(SHOP + "/cases:import")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/1/text"))
                .body("errors[0].code", equalTo("step-not-understood"))
                .body("errors[0].detail", containsString("b.md: line 7, column 3"));

        project.caller().call().get(SHOP + "/cases").then().body("items.key", contains("C-1"));
    }

    @Test
    void anImportThatIsRepeatedChangesNothingAndAChangedTextMakesARevision() {
        var project = TestProject.with(1);
        var same = Map.of("path", "1.md", "text", TestProject.caseFile("C-1", "Case 1", "smoke"));
        var changed =
                Map.of("path", "1.md", "text", TestProject.caseFile("C-1", "Better", "smoke"));

        project.caller()
                .call()
                .body(List.of(same))
                .post(SHOP + "/cases:import")
                .then()
                .body("unchanged", equalTo(1))
                .body("updated", equalTo(0));
        project.caller()
                .call()
                .body(List.of(changed))
                .post(SHOP + "/cases:import")
                .then()
                .body("updated", equalTo(1));

        project.caller()
                .call()
                .get(SHOP + "/cases")
                .then()
                .body("items[0].revision", equalTo(2))
                .body("items[0].title", equalTo("Better"));
    }

    @Test
    void aListIsReadPageByPageAndACursorFitsItsListOnly() {
        var project = TestProject.with(5);
        var keys = new ArrayList<String>();
        var path = SHOP + "/cases?limit=2";
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            var read = project.caller().call().get(path + cursor).jsonPath();
            keys.addAll(read.getList("items.key", String.class));
            cursor = "&cursor=" + read.getString("page.next");
            assertThat(read.getBoolean("page.hasMore")).isEqualTo(page < 2);
        }
        assertThat(keys).containsExactly("C-1", "C-2", "C-3", "C-4", "C-5");

        String first = project.caller().call().get(path).jsonPath().getString("page.next");
        project.caller()
                .call()
                .get(SHOP + "/suites?cursor=" + first)
                .then()
                .statusCode(400)
                .body("code", equalTo("cursor-mismatch"));
        project.caller().call().get(SHOP + "/cases?limit=201").then().statusCode(400);
    }

    @Test
    void aSuiteIsMadeOfKnownCases() {
        var project = TestProject.with(2);

        project.caller()
                .call()
                .body(Map.of("slug", "smoke", "name", "Smoke", "cases", List.of("C-2")))
                .post(SHOP + "/suites")
                .then()
                .statusCode(201)
                .body("cases", hasSize(1));
        project.caller()
                .call()
                .body(Map.of("slug", "odd", "name", "Odd", "cases", List.of("C-2", "C-7")))
                .post(SHOP + "/suites")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/cases/1"));
        project.caller()
                .call()
                .body(Map.of("slug", "smoke", "name", "Smoke"))
                .post(SHOP + "/suites")
                .then()
                .statusCode(409);
    }

    @Test
    void linesAreParsedForAnEditor() {
        var project = TestProject.with(0);

        project.caller()
                .call()
                .body(Map.of("lines", List.of("Click the \"Pay\" button", "Frobnicate")))
                .post(SHOP + "/steps:parse")
                .then()
                .statusCode(200)
                .body("results.ok", contains(true, false))
                .body("results[1].error.column", equalTo(1));
    }

    @Test
    void sharedStepsArePutInWhenARunIsMade() {
        var project = TestProject.with(0);
        var signIn = withSteps("sign-in", "shared", "Go to /sign-in");
        var pay = withSteps("pay", "smoke", "Run \"Case sign-in\"", "Expect \"A\" visible");
        take(project, pay).statusCode(422).body("errors[0].code", equalTo("shared-steps"));

        take(project, signIn, pay).statusCode(200).body("created", equalTo(2));

        project.start(Map.of("tags", List.of("smoke"), "environment", "local"))
                .then()
                .statusCode(201)
                .body("cases.key", contains("pay"));
        project.caller()
                .call()
                .body(List.of(withSteps("sign-in", "shared", "Run \"pay\"")))
                .post(SHOP + "/cases:lint")
                .then()
                .statusCode(200)
                .body("problems.message", contains("there are no shared steps \"pay\""))
                .body("problems.line", contains(7));
    }

    /** Who takes the shared steps away later is told when the case is to run. */
    @Test
    void aRunOfACaseWhoseSharedStepsAreGoneIsRefused() {
        var project = TestProject.with(0);
        var pay = withSteps("pay", "smoke", "Run \"sign-in\"", "Expect \"A\" visible");
        take(project, withSteps("sign-in", "shared", "Go to /sign-in"), pay).statusCode(200);
        take(project, withSteps("sign-in", "", "Go to /sign-in")).statusCode(200);

        project.start(Map.of("tags", List.of("smoke"), "environment", "local"))
                .then()
                .statusCode(422)
                .body("code", equalTo("shared-steps-unusable"))
                .body("detail", equalTo("case pay: there are no shared steps \"sign-in\""));
    }

    private static ValidatableResponse take(TestProject project, Map<?, ?>... files) {
        return project.caller().call().body(List.of(files)).post(SHOP + "/cases:import").then();
    }

    private static Map<String, String> withSteps(String key, String tags, String... steps) {
        var text =
                """
                ---
                key: %s
                title: Case %s
                tags: [%s]
                ---
                ## Steps
                - %s
                """
                        .formatted(key, key, tags, String.join("\n- ", steps));
        return Map.of("path", key + ".md", "text", text);
    }
}

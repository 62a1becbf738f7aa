package io.certyn.orchestrator;

import io.certyn.ids.PoolId;
import io.certyn.ids.UuidV7;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A project with environment {@code local}, ready to run. */
public record TestProject(TestCaller caller, String slug, PoolId pool) {

    public static TestProject with(int cases) {
        var project =
                new TestProject(
                        TestCaller.ofNewTenant(),
                        "shop",
                        new PoolId(UuidV7.at(Instant.now(), RandomGenerator.getDefault())));
        project.create(cases);
        return project;
    }

    public static String caseFile(String key, String title, String... tags) {
        return """
        ---
        key: %s
        title: %s
        tags: [%s]
        ---

        ## Steps
        - Go to /

        ## Expected
        - Expect "Welcome" is visible
        """
                .formatted(key, title, String.join(", ", tags));
    }

    private void create(int cases) {
        caller.call()
                .body(Map.of("slug", slug, "name", "Shop"))
                .post("/api/v1/projects")
                .then()
                .statusCode(201);
        caller.call()
                .body(
                        Map.of(
                                "slug", "local",
                                "name", "Local",
                                "baseUrl", "http://shop.example:8080/start",
                                "variables", Map.of("user", "ada"),
                                "pool", pool.toString()))
                .post("/api/v1/projects/shop/environments")
                .then()
                .statusCode(201);
        if (cases > 0) {
            caller.call()
                    .body(
                            IntStream.rangeClosed(1, cases)
                                    .mapToObj(i ->
                                            Map.of(
                                                    "path",
                                                    "cases/" + i + ".md",
                                                    "text",
                                                    caseFile("C-" + i, "Case " + i, "smoke")))
                                    .toList())
                    .post("/api/v1/projects/shop/cases:import")
                    .then()
                    .statusCode(200);
        }
    }

    public Response start(Map<String, ?> body) {
        return start(UUID.randomUUID().toString(), body);
    }

    public Response start(String key, Map<String, ?> body) {
        return caller.call()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/projects/" + slug + "/runs");
    }

    public JsonPath startAll() {
        var response = start(Map.of("tags", List.of("smoke"), "environment", "local"));
        response.then().statusCode(201);
        return response.jsonPath();
    }

    public JsonPath run(String id) {
        var response = caller.call().get("/api/v1/runs/" + id);
        response.then().statusCode(200);
        return response.jsonPath();
    }
}

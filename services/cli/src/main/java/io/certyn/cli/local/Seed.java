package io.certyn.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.local.LocalStackException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Puts into the stack what it needs to run the demo, over the public API. Everything may be there
 * already, from an earlier start.
 */
final class Seed {

    static final String POOL = "local";
    static final String ENVIRONMENT = "local";

    private final ControlPlane api;

    Seed(ControlPlane api) {
        this.api = api;
    }

    /** The id of the pool that the stack's runner serves. */
    String pool() {
        var answer = api.post("/api/v1/runner-pools", Map.of("name", POOL, "kind", "in_cluster"));
        return answer.status() == 409
                ? id(find("/api/v1/runner-pools", "name", POOL))
                : id(answer.expect(201));
    }

    /** A registration token for one runner. */
    String registrationToken(String pool) {
        return api.post(
                        "/api/v1/runner-pools/" + pool + "/registration-tokens",
                        Map.of("mode", "single_use"))
                .expect(201)
                .path("token")
                .asText();
    }

    void project(DemoProject project, String pool) {
        api.post("/api/v1/projects", project.project()).expect(201, 409);
        var path = "/api/v1/projects/" + project.slug();
        for (var environment : project.environments()) {
            environment(path, environment, pool);
        }
        api.post(path + "/cases:import", project.cases()).expect(200);
        for (var suite : project.suites()) {
            api.post(path + "/suites", suite).expect(201, 409);
        }
    }

    /** True once a runner of the pool takes work. */
    boolean hasRunner(String pool) {
        var runners = api.get("/api/v1/runners?pool=" + pool).expect(200);
        return items(runners).stream()
                .anyMatch(runner -> runner.path("state").asText().equals("online"));
    }

    private void environment(String project, Map<String, Object> environment, String pool) {
        var wanted = new HashMap<>(environment);
        wanted.put("pool", pool);
        var answer = api.post(project + "/environments", wanted);
        if (answer.status() != 409) {
            answer.expect(201);
            return;
        }
        // It is there from an earlier start, when the shop had another port.
        var known = find(project + "/environments", "slug", String.valueOf(wanted.remove("slug")));
        api.patch(
                        "/api/v1/environments/" + id(known),
                        wanted,
                        "\"v" + known.path("version").asLong() + "\"")
                .expect(200);
    }

    private JsonNode find(String path, String key, String value) {
        return items(api.get(path).expect(200)).stream()
                .filter(item -> item.path(key).asText().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new LocalStackException(
                                path + " lists no entry with " + key + " " + value + "."));
    }

    private static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false).toList();
    }

    private static String id(JsonNode view) {
        return view.path("id").asText();
    }
}

package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** A running stack: its API as an ordinary client sees it, and its processes. */
final class Stack {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OVER = Set.of("passed", "failed", "cancelled", "error");
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path data;
    private final JsonNode started;

    Stack(Path data, JsonNode started) {
        this.data = data;
        this.started = started;
    }

    static Stack up(Path data, String executor, String... more)
            throws IOException, InterruptedException {
        var words =
                new ArrayList<>(
                        List.of(
                                "up",
                                "--detach",
                                "--json",
                                "--executor",
                                executor,
                                "--data-dir",
                                data.toString()));
        words.addAll(List.of(more));
        var up = Cli.run(words.toArray(String[]::new));
        assertThat(up.exit()).as(up.errors()).isZero();
        return new Stack(data, up.json());
    }

    void down() throws IOException, InterruptedException {
        assertThat(Cli.run("down", "--data-dir", data.toString()).exit()).isZero();
    }

    Path data() {
        return data;
    }

    /** What {@code up --json} printed. */
    JsonNode started() {
        return started;
    }

    URI api() {
        return URI.create(
                "http://127.0.0.1:" + URI.create(started.path("console").asText()).getPort());
    }

    String apiKey() {
        return started.path("apiKey").asText();
    }

    /** Runs a command of the CLI against this stack. */
    Cli.Ended cli(String... words) throws IOException, InterruptedException {
        return Cli.run(words(words));
    }

    /** These words, and where and who. */
    String[] words(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--api-url", api().toString(), "--api-key", apiKey()));
        return all.toArray(String[]::new);
    }

    HttpResponse<String> send(String method, String path, Object body)
            throws IOException, InterruptedException {
        return sendText(method, path, JSON.writeValueAsString(body));
    }

    /** Sends a body as it is, which need be no JSON. */
    HttpResponse<String> sendText(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(api().resolve(path))
                        .timeout(Duration.ofSeconds(90))
                        .header("Authorization", "Bearer " + apiKey())
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        var response = send("POST", path, body);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(api().resolve(path))
                        .timeout(Duration.ofSeconds(90))
                        .header("Authorization", "Bearer " + apiKey());
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path + ": " + response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(api().resolve(path))
                        .header("Authorization", "Bearer " + apiKey());
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    JsonNode run(Map<String, ?> selection) throws IOException, InterruptedException {
        return post("/api/v1/projects/demo-shop/runs", selection);
    }

    JsonNode finished(String run) throws IOException, InterruptedException {
        return when(run, view -> OVER.contains(view.path("status").asText()));
    }

    /** An environment like the demo's, whose pool of the same name has no runner; its pool. */
    String unmannedEnvironment(String slug) throws IOException, InterruptedException {
        return unmannedEnvironment(slug, environment("local").path("baseUrl").asText());
    }

    String unmannedEnvironment(String slug, String baseUrl)
            throws IOException, InterruptedException {
        var pool =
                post("/api/v1/runner-pools", Map.of("name", slug, "kind", "self_hosted"))
                        .path("id")
                        .asText();
        post(
                "/api/v1/projects/demo-shop/environments",
                Map.of(
                        "slug", slug,
                        "name", slug,
                        "baseUrl", baseUrl,
                        "variables", Map.of(),
                        "pool", pool));
        return pool;
    }

    /** A token that lets one runner join this pool. */
    String registrationToken(String pool) throws IOException, InterruptedException {
        return post(
                        "/api/v1/runner-pools/" + pool + "/registration-tokens",
                        Map.of("mode", "single_use"))
                .path("token")
                .asText();
    }

    JsonNode environment(String slug) throws IOException, InterruptedException {
        for (var environment : get("/api/v1/projects/demo-shop/environments").path("items")) {
            if (environment.path("slug").asText().equals(slug)) {
                return environment;
            }
        }
        throw new AssertionError("the demo has no environment " + slug);
    }

    /** Waits, by long poll, for a state of a run. */
    JsonNode when(String run, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        var until = Instant.now().plus(LIMIT);
        var view = get("/api/v1/runs/" + run);
        while (!wanted.test(view)) {
            assertThat(Instant.now()).as("run " + run + " stays " + view).isBefore(until);
            var request =
                    HttpRequest.newBuilder(api().resolve("/api/v1/runs/" + run + "?wait=10s"))
                            .timeout(Duration.ofSeconds(60))
                            .header("Authorization", "Bearer " + apiKey())
                            .header("If-None-Match", "\"v" + view.path("version").asLong() + "\"");
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                view = JSON.readTree(response.body());
            }
        }
        return view;
    }

    List<JsonNode> artifacts(String run) throws IOException, InterruptedException {
        var found = new ArrayList<JsonNode>();
        var page = get("/api/v1/runs/" + run + "/artifacts?limit=200");
        page.path("items").forEach(found::add);
        while (page.path("page").path("hasMore").asBoolean()) {
            page =
                    get(
                            "/api/v1/runs/"
                                    + run
                                    + "/artifacts?limit=200&cursor="
                                    + page.path("page").path("next").asText());
            page.path("items").forEach(found::add);
        }
        return found;
    }

    /** The process of one part, out of the supervisor's ledger. */
    ProcessHandle process(String part) throws IOException {
        var ledger = JSON.readTree(Files.readString(data.resolve("processes.json")));
        return ProcessHandle.of(ledger.path(part).path("pid").asLong())
                .orElseThrow(() -> new AssertionError("no process of " + part + " in " + ledger));
    }

    /** Lines of a part's log, for the message of a failed assertion. */
    String log(String part) throws IOException {
        var file = data.resolve("logs").resolve(part + ".log");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}

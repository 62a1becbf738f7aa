package io.certyn.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The product, started through its launcher with a data directory of its own. */
final class Product implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration AGENTS_LIMIT = Duration.ofMinutes(3);
    private static final Set<String> OVER = Set.of("passed", "failed", "cancelled", "error");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> settings;
    private final Path root;
    private final Path data;
    private final List<String> options;
    private JsonNode started = JSON.missingNode();
    private int logged;

    Product(Path root, String... options) throws IOException {
        this(root, Map.of(), options);
    }

    /**
     * @param settings environment variables, for what {@code up} has no option for
     */
    Product(Path root, Map<String, String> settings, String... options) throws IOException {
        this.settings = new HashMap<>(settings);
        this.root = root;
        this.data = Files.createTempDirectory("certyn-bench");
        this.options = List.of(options);
    }

    /** From the next start on. */
    void setting(String name, String value) {
        settings.put(name, value);
    }

    Path data() {
        return data;
    }

    /** Starts everything and returns how long it took until every part was ready. */
    Duration up() throws IOException, InterruptedException {
        logged = read(runnerLog()).length();
        long from = System.nanoTime();
        started = JSON.readTree(launcher("up", "--detach", "--json"));
        return Duration.ofNanos(System.nanoTime() - from);
    }

    void down() throws IOException, InterruptedException {
        launcher("down");
    }

    private String launcher(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(root.resolve("certyn").toString());
        command.addAll(Arrays.asList(words));
        command.add("--data-dir");
        command.add(data.toString());
        if (words[0].equals("up")) {
            command.addAll(options);
        }
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(settings);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
        return output;
    }

    /** Waits until so many agents wait for a session and none is being started. */
    void awaitWaitingAgents(int count) throws IOException, InterruptedException {
        var until = System.nanoTime() + AGENTS_LIMIT.toNanos();
        while (mentions("agent ready") - mentions("session running") != count) {
            if (System.nanoTime() > until) {
                throw new IOException(count + " agents do not wait; see " + runnerLog());
            }
            Thread.sleep(200);
        }
    }

    /** How often the runner said so since the last start. */
    private int mentions(String words) throws IOException {
        return read(runnerLog()).substring(logged).split(words, -1).length - 1;
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private Path runnerLog() {
        return data.resolve("logs").resolve("runner.log");
    }

    URI console() {
        var url = URI.create(started.path("console").asText());
        return URI.create("http://127.0.0.1:" + url.getPort());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    String text(String path) throws IOException, InterruptedException {
        var response = http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(path + " answered " + response.statusCode());
        }
        return response.body();
    }

    /** Creates a run; the moment of the answer stands beside it. */
    Created create(Map<String, ?> selection) throws IOException, InterruptedException {
        var body = new HashMap<String, Object>(selection);
        body.put("environment", "local");
        var run = post("/api/v1/projects/demo-shop/runs", body);
        return new Created(run.path("id").asText(), Instant.now());
    }

    record Created(String run, Instant answeredAt) {}

    /** Waits for a run's verdict by long poll. */
    JsonNode finished(String run) throws IOException, InterruptedException {
        Optional<String> etag = Optional.empty();
        while (true) {
            var request = request("/api/v1/runs/" + run + "?wait=30s").GET();
            etag.ifPresent(tag -> request.header("If-None-Match", tag));
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 304) {
                continue;
            }
            var view = read(response);
            if (OVER.contains(view.path("status").asText())) {
                return view;
            }
            etag = response.headers().firstValue("ETag");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(console().resolve(path))
                .timeout(Duration.ofSeconds(90))
                .header("Authorization", "Bearer " + started.path("apiKey").asText());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return read(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 300) {
            throw new IOException(
                    response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        try {
            down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Directories.delete(data);
    }
}

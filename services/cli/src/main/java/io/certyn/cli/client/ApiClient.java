package io.certyn.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API of one control plane with one key. Reads are tried again while it is away; a write is
 * sent once, unless it carries an idempotency key.
 */
public final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI origin;
    private final String apiKey;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    public ApiClient(URI origin, String apiKey) {
        this.origin = origin;
        this.apiKey = apiKey;
    }

    /** An answer with its entity tag. */
    public record Answer(int status, JsonNode body, Optional<String> etag) {}

    public JsonNode get(String path) {
        return exchange(request(path, PATIENCE).GET().build()).body();
    }

    /** The items of all pages, by a path that has a query already. */
    public List<JsonNode> all(String path) {
        var found = new ArrayList<JsonNode>();
        var page = get(path);
        page.path("items").forEach(found::add);
        while (page.path("page").path("hasMore").asBoolean()) {
            page = get(path + "&cursor=" + page.path("page").path("next").asText());
            page.path("items").forEach(found::add);
        }
        return found;
    }

    /**
     * Parks until the entity's tag changes or the time is over; 304 leaves the body missing.
     *
     * @param wait at most a minute
     */
    public Answer getChanged(String path, Optional<String> etag, Duration wait) {
        var request = request(path + "?wait=" + wait.toSeconds() + "s", wait.plus(PATIENCE));
        etag.ifPresent(tag -> request.header("If-None-Match", tag));
        return exchange(request.GET().build());
    }

    public JsonNode post(String path, Object body, Map<String, String> headers) {
        var request = request(path, PATIENCE).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return exchange(request.POST(json(body)).build()).body();
    }

    /** The bytes of an answer that is no JSON. */
    public InputStream stream(String path) {
        var request =
                request(path, Duration.ofMinutes(10)).setHeader("Accept", "*/*").GET().build();
        var response = send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw refused(response.statusCode(), text(response.body()));
        }
        return response.body();
    }

    private Answer exchange(HttpRequest request) {
        var response = send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 304) {
            return new Answer(
                    304, MissingNode.getInstance(), response.headers().firstValue("ETag"));
        }
        if (response.statusCode() >= 300) {
            throw refused(response.statusCode(), response.body());
        }
        return new Answer(
                response.statusCode(),
                response.body().isEmpty() ? MissingNode.getInstance() : parse(response.body()),
                response.headers().firstValue("ETag"));
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        boolean repeatable =
                request.method().equals("GET")
                        || request.headers().firstValue("Idempotency-Key").isPresent();
        for (int attempt = 1; ; attempt++) {
            boolean last = !repeatable || attempt == ATTEMPTS;
            try {
                var response = http.send(request, handler);
                if (!mayPass(response.statusCode()) || last) {
                    return response;
                }
            } catch (IOException e) {
                if (last) {
                    throw new CommandFailed(
                            ExitCode.UNREACHABLE,
                            "Certyn cannot be reached at " + origin + " (" + e + ").");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailed(ExitCode.INTERRUPTED, "Interrupted.");
            }
            pause(Duration.ofMillis(250L << attempt));
        }
    }

    /** Whether the same request may be answered a little later. */
    private static boolean mayPass(int status) {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.INTERRUPTED, "Interrupted.");
        }
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(origin.resolve(path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + apiKey)
                .header("Accept", "application/json");
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        try {
            return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that cannot be written", e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE, "The answer is no JSON; is this address Certyn's?");
        }
    }

    private static String text(InputStream body) {
        try (body) {
            return new String(body.readNBytes(64 * 1024), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** A problem as one sentence: its title, then its detail or the first of its errors. */
    private static CommandFailed refused(int status, String body) {
        JsonNode problem;
        try {
            problem = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            problem = MissingNode.getInstance();
        }
        var sentence = new StringBuilder(problem.path("title").asText("The answer was " + status));
        var errors = problem.path("errors");
        if (problem.hasNonNull("detail")) {
            sentence.append(": ").append(problem.path("detail").asText());
        } else if (!errors.isEmpty()) {
            sentence.append(": ").append(errors.get(0).path("detail").asText());
            if (errors.size() > 1) {
                sentence.append(" (and ").append(errors.size() - 1).append(" more)");
            }
        }
        return new CommandFailed(
                ExitCode.ofAnswer(status, problem), sentence.append('.').toString());
    }
}

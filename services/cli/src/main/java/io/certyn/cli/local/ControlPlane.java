package io.certyn.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.certyn.events.EventJson;
import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

/** The public API of the stack, as its supervisor uses it. */
final class ControlPlane implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI origin;
    private final String apiKey;

    ControlPlane(URI origin, String apiKey) {
        this.origin = origin;
        this.apiKey = apiKey;
    }

    Answer get(String path, Map<String, String> headers) {
        return send("GET", path, null, headers);
    }

    Answer get(String path) {
        return get(path, Map.of());
    }

    Answer post(String path, Object body, Map<String, String> headers) {
        return send("POST", path, EventJson.write(body), headers);
    }

    Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    Answer patch(String path, Object body, String version) {
        return send(
                "PATCH",
                path,
                EventJson.write(body),
                Map.of("If-Match", version, "Content-Type", "application/merge-patch+json"));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Answer send(
            String method,
            String path,
            @org.jspecify.annotations.Nullable String body,
            Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(origin.resolve(path))
                        .timeout(LIMIT)
                        .setHeader("Authorization", "Bearer " + apiKey)
                        .setHeader("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), json(response), response);
        } catch (HttpTimeoutException e) {
            throw new LocalStackException(
                    "The control plane did not answer %s %s within %d s; is this machine very busy?"
                            .formatted(method, path, LIMIT.toSeconds()),
                    e);
        } catch (IOException e) {
            throw new LocalStackException(
                    "The control plane did not answer " + method + " " + path + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted.", e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        var type = response.headers().firstValue("Content-Type").orElse("");
        return type.contains("json")
                ? EventJson.MAPPER.readTree(response.body())
                : MissingNode.getInstance();
    }

    /** What came back; the body is missing where it was not JSON. */
    record Answer(String request, int status, JsonNode body, HttpResponse<String> response) {

        /** The body of an answer that has one of these statuses, else a failure naming both. */
        JsonNode expect(int... statuses) {
            for (var expected : statuses) {
                if (status == expected) {
                    return body;
                }
            }
            throw new LocalStackException(
                    request
                            + " was answered with "
                            + status
                            + " "
                            + body.path("detail").asText(body.path("title").asText("")));
        }

        String etag() {
            return response.headers().firstValue("ETag").orElse("");
        }
    }
}

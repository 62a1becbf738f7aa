package io.certyn.runner.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.ProtocolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Requests to the control plane. Blocks the calling thread; answers are bounded. */
public final class ControlPlane {

    private static final int MAX_ANSWER = 8 * 1024 * 1024;
    private static final int MAX_RETRY_AFTER_SECONDS = 300;

    private final Connection connection;
    private final HttpClient client;
    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    public ControlPlane(Connection connection, HttpClient client, Clock clock) {
        this.connection = connection;
        this.client = client;
        this.clock = clock;
    }

    /**
     * How far the control plane's clock is ahead of this machine's, to the second, by its last
     * answer.
     */
    public Duration ahead() {
        return ahead;
    }

    /**
     * Sends a body and reads the answer.
     *
     * @param bearer empty for requests that carry their own proof
     * @return empty when the answer has no content
     */
    public <T> Optional<T> post(
            String path, Optional<String> bearer, Object body, Class<T> answer, Duration timeout)
            throws IOException, Refused, InterruptedException {
        var bytes = json(body);
        if (bytes.length > ProtocolVersion.MAX_REQUEST_BYTES) {
            throw new IllegalStateException(path + " with " + bytes.length + " bytes");
        }
        var request =
                HttpRequest.newBuilder(connection.resolve(path))
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofByteArray(bytes));
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        var response = client.send(request.build(), BodyHandlers.ofInputStream());
        note(response);
        var content = content(response);
        check(response, path, content);
        return content.length == 0
                ? Optional.empty()
                : Optional.of(ProtocolJson.MAPPER.readValue(content, answer));
    }

    /** Uploads a file under a grant, which is in the path. */
    public void put(String path, Path file, String contentType, Duration timeout)
            throws IOException, Refused, InterruptedException {
        var request =
                HttpRequest.newBuilder(connection.resolve(path))
                        .timeout(timeout)
                        .header("Content-Type", contentType)
                        .PUT(BodyPublishers.ofFile(file))
                        .build();
        var response = client.send(request, BodyHandlers.ofInputStream());
        // The grant is a credential: it does not belong into a message.
        check(response, "upload", content(response));
    }

    private void note(HttpResponse<?> response) {
        response.headers()
                .firstValue("Date")
                .ifPresent(date -> {
                    try {
                        var theirs =
                                DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
                        ahead = Duration.between(clock.instant(), theirs);
                    } catch (DateTimeParseException _) {
                        // Not the time, then; what was known stays.
                    }
                });
    }

    private static byte[] content(HttpResponse<InputStream> response) throws IOException {
        try (var in = response.body()) {
            var content = in.readNBytes(MAX_ANSWER + 1);
            if (content.length > MAX_ANSWER) {
                throw new IOException("an answer of more than " + MAX_ANSWER + " bytes");
            }
            return content;
        }
    }

    private static void check(HttpResponse<InputStream> response, String path, byte[] content)
            throws Refused, Unavailable {
        int status = response.statusCode();
        if (status == 429 || status >= 500) {
            throw new Unavailable(status, path, retryAfter(response));
        }
        if (status >= 300) {
            throw new Refused(status, path, title(content));
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        var seconds = response.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("\\d{1,4}")
                ? Duration.ofSeconds(Math.min(Integer.parseInt(seconds), MAX_RETRY_AFTER_SECONDS))
                : Duration.ZERO;
    }

    private static String title(byte[] content) {
        try {
            var problem = ProtocolJson.MAPPER.readTree(content);
            var detail = problem.path("detail").asText(problem.path("title").asText(""));
            return detail.length() > 200 ? detail.substring(0, 200) : detail;
        } catch (IOException _) {
            return "";
        }
    }

    private static byte[] json(Object body) {
        try {
            return ProtocolJson.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + body.getClass(), e);
        }
    }
}

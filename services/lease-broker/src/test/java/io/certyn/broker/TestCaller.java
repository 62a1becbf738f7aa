package io.certyn.broker;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.ids.TenantId;
import io.certyn.ids.UuidV7;
import io.certyn.protocol.ProtocolJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Somebody of a tenant of its own who calls the API through the console. */
public final class TestCaller {

    public static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final URI broker = broker();
    private final TenantId tenant;
    private final List<String> scopes;

    public TestCaller(String... scopes) {
        this(new TenantId(UuidV7.at(Instant.now(), new SecureRandom())), scopes);
    }

    public TestCaller(TenantId tenant, String... scopes) {
        this.tenant = tenant;
        this.scopes = List.of(scopes);
    }

    /** Somebody else of the same tenant, who may do only this. */
    public TestCaller only(String... scopes) {
        return new TestCaller(tenant, scopes);
    }

    /** An answer: status and body. */
    public record Answer(int status, String body) {

        public JsonNode json() {
            try {
                return ProtocolJson.MAPPER.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        public String text(String field) {
            return json().path(field).asText();
        }
    }

    public TenantId tenant() {
        return tenant;
    }

    /** Where the broker under test listens. */
    public static URI broker() {
        return ConfigProvider.getConfig().getValue("test.url", URI.class);
    }

    public Answer post(String path, String body) {
        return send(broker.resolve(path), "POST", token(), body);
    }

    public Answer get(String path) {
        return send(broker.resolve(path), "GET", token(), "");
    }

    public Answer delete(String path) {
        return send(broker.resolve(path), "DELETE", token(), "");
    }

    /** A pool and its id. */
    public String pool(String name, String kind) {
        var answer =
                post(
                        "/api/v1/runner-pools",
                        "{\"name\":\"%s\",\"kind\":\"%s\"}".formatted(name, kind));
        if (answer.status() != 201) {
            throw new AssertionError("no pool: " + answer);
        }
        return answer.text("id");
    }

    public String registrationToken(String pool) {
        return registrationToken(pool, "{\"mode\":\"single_use\"}");
    }

    public String registrationToken(String pool, String body) {
        var answer = post("/api/v1/runner-pools/" + pool + "/registration-tokens", body);
        if (answer.status() != 201) {
            throw new AssertionError("no token: " + answer);
        }
        return answer.text("token");
    }

    private String token() {
        return TestKeys.signer("console")
                .sign(
                        "lease-broker",
                        "key:key_test",
                        Map.of("tenant", tenant.toString(), "scopes", scopes),
                        Duration.ofSeconds(60),
                        Instant.now());
    }

    public static Answer asService(String method, String path, String body) {
        var token =
                TestKeys.signer("relay")
                        .sign(
                                "lease-broker",
                                "service:relay",
                                Map.of(),
                                Duration.ofSeconds(60),
                                Instant.now());
        return send(broker().resolve(path), method, token, body);
    }

    public static Answer send(URI uri, String method, String token, String body) {
        var request =
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

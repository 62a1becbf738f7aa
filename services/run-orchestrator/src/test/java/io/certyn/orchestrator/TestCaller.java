package io.certyn.orchestrator;

import static io.restassured.RestAssured.given;

import io.certyn.ids.ApiKeyId;
import io.certyn.ids.TenantId;
import io.certyn.ids.UuidV7;
import io.certyn.security.Scopes;
import io.certyn.security.TokenSigner;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Somebody of one tenant for whom the console vouches. */
public record TestCaller(TenantId tenant, String subject, Set<String> scopes) {

    /** An API key with all rights in a tenant of its own. */
    public static TestCaller ofNewTenant() {
        return new TestCaller(
                new TenantId(newId()), "key:" + new ApiKeyId(newId()), Set.of(Scopes.ADMIN));
    }

    public TestCaller with(String... only) {
        return new TestCaller(tenant, subject, Set.of(only));
    }

    public TestCaller as(String otherSubject) {
        return new TestCaller(tenant, otherSubject, scopes);
    }

    public String token() {
        var key = Path.of(System.getProperty(TestKeys.DIRECTORY)).resolve("console.key");
        return TokenSigner.load("console", key)
                .sign(
                        "run-orchestrator",
                        subject,
                        Map.of("tenant", tenant.toString(), "scopes", List.copyOf(scopes)),
                        Duration.ofSeconds(60),
                        Instant.now());
    }

    public RequestSpecification call() {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(token())
                .contentType(ContentType.JSON);
    }

    private static java.util.UUID newId() {
        return UuidV7.at(Instant.now(), RandomGenerator.getDefault());
    }
}

package io.certyn.testing.keys;

import io.certyn.ids.TenantId;
import io.certyn.security.SigningKeys;
import io.certyn.security.TokenSigner;
import io.certyn.testing.TestFiles;
import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One key pair per signer, made once per test JVM. */
public final class TestKeys
        implements QuarkusTestResourceConfigurableLifecycleManager<WithSigningKeys> {

    private static final List<String> ISSUERS =
            List.of("console", "run-orchestrator", "lease-broker", "relay", "artifact");
    private static final Path DIRECTORY = create();

    private String service = "";

    private static Path create() {
        try {
            var directory = Files.createTempDirectory("certyn-keys");
            ISSUERS.forEach(issuer -> SigningKeys.create(directory, issuer));
            TestFiles.deleteAtTheEnd(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs in the name of a service. */
    public static TokenSigner signer(String issuer) {
        return TokenSigner.load(issuer, DIRECTORY.resolve(issuer + ".key"));
    }

    /** What the console would send along with a caller's request to a service. */
    public static String caller(String service, TenantId tenant, String... scopes) {
        return signer("console")
                .sign(
                        service,
                        "key:key_01k9zq8f3s7v2b4n6m8p0r2t4w",
                        Map.of("tenant", tenant.toString(), "scopes", List.of(scopes)),
                        Duration.ofSeconds(60),
                        Instant.now());
    }

    @Override
    public void init(WithSigningKeys annotation) {
        service = annotation.service();
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "certyn.security.signing-key-file", DIRECTORY.resolve(service + ".key").toString(),
                "certyn.security.trusted-keys", DIRECTORY.resolve("trusted").toString());
    }

    @Override
    public void stop() {}
}

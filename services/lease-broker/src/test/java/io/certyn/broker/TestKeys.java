package io.certyn.broker;

import io.certyn.ids.TenantId;
import io.certyn.security.SigningKeys;
import io.certyn.security.TokenSigner;
import io.certyn.testing.TestFiles;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Keys of the broker and of those who call it, made for one test run, and a limited tenant. */
public final class TestKeys implements QuarkusTestResourceLifecycleManager {

    /** A tenant that may run two sessions at once. */
    public static final TenantId LIMITED = new TenantId(new UUID(0x1234, 0x5678));

    private static final String DIRECTORY = "certyn.test.keys";

    @Override
    public Map<String, String> start() {
        try {
            var keys = Files.createTempDirectory("certyn-broker-keys");
            for (var issuer : new String[] {"lease-broker", "console", "relay", "stranger"}) {
                SigningKeys.create(keys, issuer);
            }
            Files.delete(keys.resolve("trusted/stranger.pub"));
            TestFiles.deleteAtTheEnd(keys);
            System.setProperty(DIRECTORY, keys.toString());
            return Map.of(
                    "certyn.tenants.sessions-of." + LIMITED,
                    "2",
                    "certyn.security.signing-key-file",
                    keys.resolve("lease-broker.key").toString(),
                    "certyn.security.trusted-keys",
                    keys.resolve("trusted").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}

    public static TokenSigner signer(String issuer) {
        return TokenSigner.load(
                issuer, Path.of(System.getProperty(DIRECTORY)).resolve(issuer + ".key"));
    }
}

package io.certyn.security.rest;

import io.certyn.security.SigningKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** Makes the keys of two issuers and of the service under test below the build directory. */
public class KeysOnDisk implements QuarkusTestResourceLifecycleManager {

    static Path directory() {
        return Path.of("target", "test-keys").toAbsolutePath();
    }

    @Override
    public Map<String, String> start() {
        for (var issuer : new String[] {"console", "relay", "certyn-security"}) {
            SigningKeys.create(directory(), issuer);
        }
        return Map.of(
                "certyn.security.signing-key-file",
                directory().resolve("certyn-security.key").toString(),
                "certyn.security.trusted-keys",
                directory().resolve("trusted").toString());
    }

    @Override
    public void stop() {}
}

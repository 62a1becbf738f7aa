package io.certyn.orchestrator;

import io.certyn.security.SigningKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes the console's keys and has the service trust them. */
public final class TestKeys implements QuarkusTestResourceLifecycleManager {

    static final String DIRECTORY = "certyn.testing.keys";

    @Override
    public Map<String, String> start() {
        try {
            Path keys = Files.createTempDirectory(Path.of("target"), "keys");
            SigningKeys.create(keys, "console");
            // A system property: every class loader of the test sees it.
            System.setProperty(DIRECTORY, keys.toString());
            return Map.of("certyn.security.trusted-keys", keys.resolve("trusted").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}

package io.certyn.console.testing;

import io.certyn.security.OpaqueToken;
import io.certyn.security.SigningKeys;
import io.certyn.testing.TestFiles;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** What the console finds around it: its keys, the first API key, and services that echo. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    private final Vertx vertx = Vertx.vertx();

    /** The key that lies in the bootstrap file. */
    public static String apiKey() {
        try {
            return Files.readString(Path.of(System.getProperty("certyn.test.api-key-file")))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory of public keys that services would trust. */
    public static Path trustedKeys() {
        return Path.of(System.getProperty("certyn.test.trusted-keys"));
    }

    @Override
    public Map<String, String> start() {
        try {
            return start(Files.createTempDirectory("certyn-console"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> start(Path directory) throws IOException {
        SigningKeys.create(directory, "console");
        var keyFile = directory.resolve("api-key");
        Files.writeString(
                keyFile, OpaqueToken.newToken("certyn_live_test", new SecureRandom()) + "\n");
        TestFiles.deleteAtTheEnd(directory);
        System.setProperty("certyn.test.api-key-file", keyFile.toString());
        System.setProperty("certyn.test.trusted-keys", directory.resolve("trusted").toString());

        var config = new HashMap<String, String>();
        config.put("certyn.security.signing-key-file", directory.resolve("console.key").toString());
        config.put("certyn.console.bootstrap-api-key-file", keyFile.toString());
        config.put("certyn.console.signin-attempts", "4");
        for (var part : new String[] {"run-orchestrator", "lease-broker", "relay", "artifact"}) {
            var port = EchoUpstream.start(vertx, part).actualPort();
            config.put("certyn.proxy." + part + "-url", "http://127.0.0.1:" + port);
        }
        return config;
    }

    @Override
    public void stop() {
        vertx.close();
    }
}

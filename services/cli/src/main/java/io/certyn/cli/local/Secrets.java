package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import io.certyn.security.OpaqueToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Supplier;

/** Secrets of one stack, made at its first start and kept readable by its owner only. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** The key with which the supervisor and the CLI call the API. */
    static String apiKey(DataDirectory data) {
        return kept(data.apiKey(), () -> OpaqueToken.newToken("certyn_live", RANDOM));
    }

    /** The database password of a service. */
    static String password(DataDirectory data, String role) {
        return kept(
                data.keys().resolve("database-" + role + ".password"),
                () -> OpaqueToken.newToken("db", RANDOM));
    }

    private static String kept(Path file, Supplier<String> made) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                DataDirectory.writeSecret(file, made.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LocalStackException("The secret " + file + " cannot be read or made.", e);
        }
    }
}

package io.certyn.cli.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file beside the manifest with the hash the control plane sealed it with, in the form of {@code
 * sha256sum}: the manifest vouches for every other file, and this for the manifest.
 */
public final class ManifestSeal {

    static final String FILE = "manifest.json.sha256";

    private ManifestSeal() {}

    /** Writes it beside the manifest. */
    public static void write(Path manifest, String sha256) throws IOException {
        Files.writeString(manifest.resolveSibling(FILE), line(sha256));
    }

    /** What is wrong with it or with the manifest, if anything. */
    static Optional<String> problem(Path manifest, long most) throws IOException {
        var file = manifest.resolveSibling(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.of(FILE + ": missing, so nothing vouches for manifest.json");
        }
        return line(Hashes.ofFile(manifest, most)).equals(Texts.read(file, 1_000))
                ? Optional.empty()
                : Optional.of("manifest.json: is not the one that " + FILE + " names");
    }

    private static String line(String sha256) {
        return sha256 + "  manifest.json\n";
    }
}

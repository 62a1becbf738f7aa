package io.certyn.cli.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of evidence as text, as far as their limit. */
final class Texts {

    private Texts() {}

    static String read(Path file, int most) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        }
    }
}

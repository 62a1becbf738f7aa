package io.certyn.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document in {@code docs/} that is made from the code and checked in. */
public final class GeneratedDocument {

    private GeneratedDocument() {}

    /** Compares with the file; {@code -Ddocs.update} writes it instead. */
    public static void check(String path, String content) throws IOException {
        var file =
                Path.of(System.getProperty("certyn.root", "../..")).resolve("docs").resolve(path);
        if (System.getProperty("docs.update") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(file)
                .as("docs/%s is made from the code; run the test with -Ddocs.update", path)
                .exists();
        assertThat(Files.readString(file))
                .as("docs/%s is made from the code; run the test with -Ddocs.update", path)
                .isEqualTo(content);
    }
}

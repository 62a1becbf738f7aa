package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the browser that sessions use. */
final class Chromium {

    private static final List<String> USUAL =
            List.of("/usr/lib/chromium/chromium", "/opt/google/chrome/chrome");
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Chromium() {}

    static Path find() {
        return find(System.getenv());
    }

    static Path find(Map<String, String> environment) {
        var named = environment.get("CHROMIUM");
        if (named != null) {
            if (!Files.isExecutable(Path.of(named))) {
                throw new LocalStackException("CHROMIUM names " + named + ", which is no program.");
            }
            return Path.of(named);
        }
        var folders = environment.getOrDefault("PATH", "").split(File.pathSeparator, -1);
        var onPath =
                NAMES.stream()
                        .flatMap(name -> Arrays.stream(folders).map(folder -> folder + "/" + name));
        return Stream.concat(USUAL.stream(), onPath)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new LocalStackException(
                                "No Chromium was found: install chromium or set CHROMIUM to"
                                        + " its program."));
    }
}

package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A project kept as files: {@code project.yaml} with the project, its environments and its suites
 * as the API takes them, and its cases below {@code cases}.
 */
record DemoProject(
        Map<String, Object> project,
        List<Map<String, Object>> environments,
        List<Map<String, Object>> suites,
        List<CaseFile> cases) {

    private static final String SHOP_URL = "${demo-shop.url}";

    /** Reads the files; the placeholder for the shop's address is replaced. */
    static DemoProject read(Path directory, String shopUrl) {
        var file = directory.resolve("project.yaml");
        try (var tree = Files.walk(directory.resolve("cases"))) {
            Map<String, Object> document =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(Files.readString(file).replace(SHOP_URL, shopUrl));
            var cases =
                    tree.filter(path -> path.toString().endsWith(".md"))
                            .sorted()
                            .map(path -> CaseFile.read(directory, path))
                            .toList();
            return new DemoProject(
                    map(document.get("project")),
                    maps(document.get("environments")),
                    maps(document.get("suites")),
                    cases);
        } catch (IOException | YAMLException | ClassCastException e) {
            throw new LocalStackException(file + " is no readable project file.", e);
        }
    }

    String slug() {
        return String.valueOf(project.get("slug"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(@Nullable Object value) {
        return value == null ? List.of() : List.copyOf((List<Map<String, Object>>) value);
    }

    /** One case, as it stands in its file. */
    record CaseFile(String path, String text) {

        static CaseFile read(Path directory, Path file) {
            try {
                return new CaseFile(directory.relativize(file).toString(), Files.readString(file));
            } catch (IOException e) {
                throw new LocalStackException(file + " cannot be read.", e);
            }
        }
    }
}

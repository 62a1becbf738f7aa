package io.certyn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for libraries that cannot ask for them, since those of the tests depend on them. */
class LibraryRulesTest {

    private static final Path LIBRARIES = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SLEEP =
            Pattern.compile("\\b(?:Thread|TimeUnit\\.[A-Z]+|[A-Z]+SECONDS)\\.sleep\\(");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ids",
                "events",
                "local",
                "problem",
                "protocol",
                "security",
                "telemetry",
                "testing"
            })
    void packagesHaveNoCyclesAndNamesSayWhatThingsAre(String library) {
        var base = "io.certyn." + library;
        var classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(base);

        assertThat(classes).hasSizeGreaterThan(3);
        HouseRules.of(base).featuresHaveNoCycles().check(classes);
        HouseRules.of(base).namesSayWhatThingsAre().check(classes);
    }

    @Test
    void testsOfLibrariesDoNotSleep() throws IOException {
        try (var files = Files.walk(LIBRARIES)) {
            var tests =
                    files.filter(path -> path.toString().endsWith(".java"))
                            .filter(path -> path.toString().contains("/src/test/"))
                            // The sample of what is forbidden.
                            .filter(path -> !path.toString().contains("/sample/"))
                            .toList();

            assertThat(tests).hasSizeGreaterThan(30);
            assertThat(tests).noneMatch(path -> SLEEP.matcher(text(path)).find());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

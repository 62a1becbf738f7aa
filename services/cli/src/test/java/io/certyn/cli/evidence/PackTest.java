package io.certyn.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackTest {

    @TempDir private Path folder = Path.of("");

    private Path pack = Path.of("");

    @BeforeEach
    void write() throws IOException {
        pack = SamplePack.write(folder.resolve("pack"), "5 EUR", "passed", true);
    }

    private static PackReport check(Path root) throws IOException {
        var packs = Pack.below(root);
        assertThat(packs).hasSize(1);
        return packs.getFirst().check();
    }

    private List<Path> files() throws IOException {
        try (var found = Files.walk(pack)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void evidenceAsItWasSealedHasNoProblemAndItsVerdict() throws IOException {
        var report = check(folder);

        assertThat(report.problems()).isEmpty();
        assertThat(report.isFinished()).isTrue();
        assertThat(report.session()).isEqualTo(SamplePack.SESSION);
        assertThat(report.cases().getFirst().recomputed().shown()).isEqualTo("passed");
    }

    @Test
    void everyByteThatIsChangedIsFoundAndItsFileNamed() throws IOException {
        for (var file : files()) {
            var bytes = Files.readAllBytes(file);
            var name = pack.relativize(file).toString();
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 1;
                Files.write(file, bytes);
                assertThat(check(pack).problems())
                        .as("byte %d of %s", i, name)
                        .anyMatch(problem -> problem.contains(name));
                bytes[i] ^= 1;
            }
            Files.write(file, bytes);
        }
        assertThat(check(pack).problems()).isEmpty();
    }

    @Test
    void aFileThatIsMissingIsNamed() throws IOException {
        for (var file : files()) {
            var bytes = Files.readAllBytes(file);
            var name = pack.relativize(file).toString();
            if (name.equals("manifest.json")) {
                continue;
            }
            Files.delete(file);
            assertThat(check(pack).problems())
                    .anyMatch(problem -> problem.startsWith(name + ": missing"));
            Files.write(file, bytes);
        }
    }

    @Test
    void aFileThatNothingVouchesForIsNamed() throws IOException {
        Files.writeString(pack.resolve("steps/more.jpg"), "");

        assertThat(check(pack).problems())
                .containsExactly("steps/more.jpg: is not in the manifest");
    }

    @Test
    void aFileThatGrewIsNotReadToItsEnd() throws IOException {
        Files.writeString(pack.resolve("steps.ndjson"), "x".repeat(100_000));

        assertThat(check(pack).problems())
                .containsExactly("steps.ndjson: has 100000 bytes, not 11");
    }

    @Test
    void aVerdictThatDoesNotFollowIsFoundThoughEveryHashFits() throws IOException {
        var forged = SamplePack.write(folder.resolve("forged"), "6 EUR", "passed", true);

        assertThat(check(forged).problems())
                .containsExactly(
                        "agent-trace.jsonl: cart step 1 was reported passed, and its records say"
                                + " failed EXPECTATION_FALSE",
                        "agent-trace.jsonl: cart was reported passed, and its steps say failed"
                                + " EXPECTATION_FALSE");
    }

    @Test
    void aTraceThatEndsBeforeItsVerdictIsWholeAndNotFinished() throws IOException {
        var killed = SamplePack.write(folder.resolve("killed"), "5 EUR", "passed", false);

        var report = check(killed);

        assertThat(report.problems()).isEmpty();
        assertThat(report.isFinished()).isFalse();
    }

    @Test
    void aZipIsReadLikeTheFolderInIt() throws IOException {
        var zip = folder.resolve("pack.zip");
        try (var system =
                FileSystems.newFileSystem(
                        URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
            for (var file : files()) {
                var target = system.getPath("/run").resolve(folder.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }

        try (var system = FileSystems.newFileSystem(zip)) {
            assertThat(check(system.getPath("/")).problems()).isEmpty();
        }
    }

    @Test
    void aManifestThatIsNoneIsSaidSo() throws IOException {
        Files.writeString(pack.resolve("manifest.json"), "[]");

        assertThat(check(pack).problems()).contains("manifest.json: is no manifest");
    }
}

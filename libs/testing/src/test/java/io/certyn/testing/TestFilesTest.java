package io.certyn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFilesTest {

    @TempDir Path directory;

    /** What another JVM does. */
    static final class Other {
        public static void main(String[] arguments) throws IOException {
            var root = Path.of(arguments[0]);
            Files.createDirectories(root.resolve("trusted"));
            Files.writeString(root.resolve("trusted/a.pub"), "a");
            Files.writeString(root.resolve("b.key"), "b");
            TestFiles.deleteAtTheEnd(root);
        }
    }

    @Test
    void nothingIsLeftOnceTheJvmHasEnded() throws Exception {
        var other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Other.class.getName(),
                                directory.resolve("keys").toString())
                        .inheritIO()
                        .start();

        assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(other.exitValue()).isZero();
        assertThat(directory).isEmptyDirectory();
    }
}

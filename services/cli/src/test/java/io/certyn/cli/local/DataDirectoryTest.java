package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir Path directory;

    @Test
    void onlyItsOwnerMayLookIn() throws IOException {
        // Given
        var data = DataDirectory.at(directory.resolve("data"));

        // When
        data.prepare();
        var key = Secrets.apiKey(data);

        // Then
        assertThat(permissions(data.root())).isEqualTo("rwx------");
        assertThat(permissions(data.apiKey())).isEqualTo("rw-------");
        assertThat(key).startsWith("certyn_live_").isEqualTo(Secrets.apiKey(data));
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        // Given
        var file = Files.createFile(directory.resolve("file"));

        // When, Then
        assertThatThrownBy(() -> DataDirectory.at(file.resolve("data")).prepare())
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void anEmptyDirectoryIsTaken() throws IOException {
        // Given
        var data = DataDirectory.at(Files.createDirectory(directory.resolve("empty")));

        // When
        data.prepare();

        // Then
        assertThat(permissions(data.root())).isEqualTo("rwx------");
    }

    @Test
    void oneOfOtherThingsIsNot() throws IOException {
        // Given
        Files.createFile(directory.resolve("mine"));
        var before = permissions(directory);

        // When, Then
        assertThatThrownBy(() -> DataDirectory.at(directory).prepare())
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("holds other things");
        assertThat(permissions(directory)).isEqualTo(before);
    }

    @Test
    void oneDirectoryServesOneStack() throws IOException {
        // Given
        var data = DataDirectory.at(directory);
        data.prepare();
        try (var _ = data.lock()) {

            // When, Then
            assertThatThrownBy(data::lock)
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("already runs");
        }
        data.lock().close();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumTest {

    @TempDir Path directory;

    @Test
    void theBrowserNamedByTheUserIsTaken() throws IOException {
        // Given
        var program = Files.createFile(directory.resolve("browser"));
        assertThat(program.toFile().setExecutable(true)).isTrue();

        // When
        var found = Chromium.find(Map.of("CHROMIUM", program.toString()));

        // Then
        assertThat(found).isEqualTo(program);
    }

    @Test
    void aNamedBrowserThatIsNoProgramIsRefused() {
        assertThatThrownBy(() -> Chromium.find(Map.of("CHROMIUM", directory + "/none")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining(directory + "/none");
    }
}

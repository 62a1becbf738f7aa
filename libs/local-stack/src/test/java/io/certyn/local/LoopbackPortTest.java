package io.certyn.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackPortTest {

    @TempDir Path directory;

    @Test
    void aFreePortIsUsedAgain() {
        // Given
        var file = directory.resolve("port");
        var first = LoopbackPort.remembered(file);

        // When
        var second = LoopbackPort.remembered(file);

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aPortTakenBySomebodyElseIsReplacedAndTheNewOneRemembered() throws IOException {
        // Given
        var file = directory.resolve("port");
        var first = LoopbackPort.remembered(file);
        try (var _ = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {

            // When
            var second = LoopbackPort.remembered(file);

            // Then
            assertThat(second).isNotEqualTo(first);
            assertThat(file).content().isEqualTo(Integer.toString(second));
        }
    }

    @Test
    void anUnreadablePortFileIsReplaced() throws IOException {
        // Given
        var file = directory.resolve("port");
        Files.writeString(file, "not a port");

        // When
        var port = LoopbackPort.remembered(file);

        // Then
        assertThat(port).isPositive();
    }
}

package io.certyn.artifact.blob.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.artifact.blob.Blobs;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final SessionId SESSION = new SessionId(new UUID(0, 2));
    private static final String HELLO_SHA =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir Path directory;

    @Test
    void whatArrivesIsHashedAndLiesUnderItsSessionAndEpoch() throws IOException {
        var blobs = new FileBlobs(directory);

        var incoming = blobs.receive(TENANT, SESSION, 2, body("hello"), 5);

        assertThat(incoming.sha256()).isEqualTo(HELLO_SHA);
        assertThat(incoming.bytes()).isEqualTo(5);
        assertThat(incoming.location()).startsWith("t/" + TENANT + "/s/" + SESSION + "/e2/");
        assertThat(read(blobs, incoming.location())).isEqualTo("hello");
    }

    @Test
    void aBodyOverItsLimitLeavesNothingBehind() throws IOException {
        var blobs = new FileBlobs(directory);

        assertThatThrownBy(() -> blobs.receive(TENANT, SESSION, 1, body("hello!"), 5))
                .isInstanceOf(Blobs.TooLarge.class);
        assertThat(files()).isZero();
    }

    @Test
    void aBodyThatBreaksOffLeavesNothingBehind() throws IOException {
        var blobs = new FileBlobs(directory);
        var broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("reset");
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        throw new IOException("reset");
                    }
                };

        assertThatThrownBy(() -> blobs.receive(TENANT, SESSION, 1, broken, 5)).hasMessage("reset");
        assertThat(files()).isZero();
    }

    @Test
    void equalBytesOfATenantLieOnceAndPromotingAgainIsHarmless() throws IOException {
        var blobs = new FileBlobs(directory);
        var first = blobs.receive(TENANT, SESSION, 1, body("hello"), 5);
        var second = blobs.receive(TENANT, SESSION, 1, body("hello"), 5);

        var promoted = blobs.promote(TENANT, first.location(), HELLO_SHA);

        assertThat(blobs.promote(TENANT, second.location(), HELLO_SHA)).isEqualTo(promoted);
        assertThat(blobs.promote(TENANT, first.location(), HELLO_SHA)).isEqualTo(promoted);
        assertThat(promoted).isEqualTo("t/" + TENANT + "/sha256/2c/" + HELLO_SHA);
        assertThat(read(blobs, promoted)).isEqualTo("hello");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void bytesThatNeverCameCannotBePromoted() throws IOException {
        var blobs = new FileBlobs(directory);

        assertThatThrownBy(() -> blobs.promote(TENANT, "t/nowhere", HELLO_SHA))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void noLocationLeadsOutOfTheStore() throws IOException {
        var blobs = new FileBlobs(directory);

        assertThatThrownBy(() -> blobs.open("../secret")).isInstanceOf(IllegalStateException.class);
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Blobs blobs, String location) throws IOException {
        try (var in = Channels.newInputStream(blobs.open(location))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private long files() throws IOException {
        try (var found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile).count();
        }
    }
}

package io.certyn.artifact.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store keeps. */
public abstract class BlobsContract {

    private static final SessionId SESSION = new SessionId(new UUID(0, 2));
    private static final String HELLO_SHA =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    /** Another one for each test, so that a shared store holds nothing of it before. */
    protected final TenantId tenant = new TenantId(UUID.randomUUID());

    @TempDir protected Path directory;

    private Blobs blobs;

    protected abstract Blobs open(Path directory) throws IOException;

    /** Where everything lies that the store holds of this test's tenant. */
    protected abstract List<String> objects() throws IOException;

    @BeforeEach
    void open() throws IOException {
        blobs = open(directory);
    }

    @Test
    void whatArrivesIsHashedAndLiesUnderItsSessionAndEpoch() throws IOException {
        var incoming = blobs.receive(tenant, SESSION, 2, body("hello"), 5);

        assertThat(incoming.sha256()).isEqualTo(HELLO_SHA);
        assertThat(incoming.bytes()).isEqualTo(5);
        assertThat(incoming.location()).startsWith("t/" + tenant + "/s/" + SESSION + "/e2/");
        assertThat(objects()).containsExactly(incoming.location());
        assertThat(read(incoming.location())).isEqualTo("hello");
    }

    @Test
    void nothingButObjectsIsLeftOnTheDisk() throws IOException {
        blobs.receive(tenant, SESSION, 2, body("hello"), 5);

        assertThat(partsOnDisk()).isEmpty();
    }

    @Test
    void anEmptyBodyIsAnObject() throws IOException {
        var incoming = blobs.receive(tenant, SESSION, 1, body(""), 0);

        assertThat(incoming.bytes()).isZero();
        assertThat(read(incoming.location())).isEmpty();
    }

    @Test
    void aBodyOverItsLimitLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> blobs.receive(tenant, SESSION, 1, body("hello!"), 5))
                .isInstanceOf(Blobs.TooLarge.class);
        assertThat(objects()).isEmpty();
        assertThat(partsOnDisk()).isEmpty();
    }

    @Test
    void aBodyThatBreaksOffLeavesNothingBehind() throws IOException {
        var broken = new SequenceInputStream(body("hel"), broken());

        assertThatThrownBy(() -> blobs.receive(tenant, SESSION, 1, broken, 5)).hasMessage("reset");
        assertThat(objects()).isEmpty();
        assertThat(partsOnDisk()).isEmpty();
    }

    @Test
    void equalBytesOfATenantLieOnceAndPromotingAgainIsHarmless() throws IOException {
        var first = blobs.receive(tenant, SESSION, 1, body("hello"), 5);
        var second = blobs.receive(tenant, SESSION, 1, body("hello"), 5);

        var promoted = blobs.promote(tenant, first.location(), HELLO_SHA);

        // The second is also what a crash leaves between the copy and the end: both are there.
        assertThat(blobs.promote(tenant, second.location(), HELLO_SHA)).isEqualTo(promoted);
        assertThat(blobs.promote(tenant, first.location(), HELLO_SHA)).isEqualTo(promoted);
        assertThat(blobs.promote(tenant, promoted, HELLO_SHA)).isEqualTo(promoted);
        assertThat(promoted).isEqualTo("t/" + tenant + "/sha256/2c/" + HELLO_SHA);
        assertThat(read(promoted)).isEqualTo("hello");
        assertThat(objects()).containsExactly(promoted);
    }

    @Test
    void whatLiesAtItsContentAddressIsNeverReplaced() throws IOException {
        var first = blobs.receive(tenant, SESSION, 1, body("hello"), 5);
        var other = blobs.receive(tenant, SESSION, 1, body("other"), 5);
        var promoted = blobs.promote(tenant, first.location(), HELLO_SHA);

        blobs.promote(tenant, other.location(), HELLO_SHA);

        assertThat(read(promoted)).isEqualTo("hello");
    }

    @Test
    void bytesThatNeverCameCannotBePromoted() {
        assertThatThrownBy(() -> blobs.promote(tenant, "t/nowhere", HELLO_SHA))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void discardingTwiceIsNoError() throws IOException {
        var incoming = blobs.receive(tenant, SESSION, 1, body("hello"), 5);

        blobs.discard(incoming.location());
        blobs.discard(incoming.location());

        assertThat(objects()).isEmpty();
    }

    @Test
    void whatIsGoneCannotBeOpened() throws IOException {
        var incoming = blobs.receive(tenant, SESSION, 1, body("hello"), 5);
        blobs.discard(incoming.location());

        assertThatThrownBy(() -> blobs.open(incoming.location()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aLargeObjectComesBackWholeAndFromAnyPlace() throws IOException {
        var bytes = new byte[3 * 1024 * 1024 + 17];
        new Random(1).nextBytes(bytes);
        var incoming =
                blobs.receive(tenant, SESSION, 1, new ByteArrayInputStream(bytes), bytes.length);

        try (var channel = blobs.open(incoming.location())) {
            assertThat(channel.size()).isEqualTo(bytes.length);
            assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(bytes);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            for (int place : new int[] {2 * 1024 * 1024 - 3, 5, bytes.length - 1}) {
                var one = ByteBuffer.allocate(1);
                assertThat(channel.position(place).read(one)).isEqualTo(1);
                assertThat(one.get(0)).isEqualTo(bytes[place]);
                assertThat(channel.position()).isEqualTo(place + 1L);
            }
        }
    }

    @Test
    void aClosedObjectIsNotRead() throws IOException {
        var incoming = blobs.receive(tenant, SESSION, 1, body("hello"), 5);
        var channel = blobs.open(incoming.location());
        channel.close();

        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                .isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void noLocationLeadsOutOfTheStore() {
        assertThatThrownBy(() -> blobs.open("../secret")).isInstanceOf(IllegalStateException.class);
    }

    protected static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream broken() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("reset");
            }
        };
    }

    private String read(String location) throws IOException {
        try (var in = Channels.newInputStream(blobs.open(location))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> partsOnDisk() throws IOException {
        var objects = objects();
        return filesOnDisk().stream().filter(file -> !objects.contains(file)).toList();
    }

    protected final List<String> filesOnDisk() throws IOException {
        try (var found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }
}

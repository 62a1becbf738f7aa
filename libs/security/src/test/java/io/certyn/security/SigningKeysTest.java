package io.certyn.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    @TempDir Path keys;

    @Test
    void onlyTheOwnerMayReadThePrivateKey() throws IOException {
        SigningKeys.create(keys, "relay");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("relay.key"))))
                .isEqualTo("rw-------");
        assertThat(keys).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aPairThatIsThereStays() throws IOException {
        SigningKeys.create(keys, "relay");
        var before = Files.readString(file("relay.key"));

        SigningKeys.create(keys, "relay");

        assertThat(file("relay.key")).hasContent(before);
    }

    @Test
    void aHalfOfAPairIsReplacedByAWholePair() throws IOException {
        SigningKeys.create(keys, "relay");
        Files.delete(file("relay.key"));
        var orphan = SigningKeys.readPublic(file("trusted/relay.pub"));

        SigningKeys.create(keys, "relay");

        assertThat(SigningKeys.readPublic(file("trusted/relay.pub"))).isNotEqualTo(orphan);
        assertThat(file("relay.key")).exists();
    }

    @Test
    void pemTextReadsBackAsTheSameKey() {
        var pair = SigningKeys.generate();

        assertThat(SigningKeys.parsePrivate(SigningKeys.toPem(pair.getPrivate())))
                .isEqualTo(pair.getPrivate());
        assertThat(SigningKeys.parsePublic(SigningKeys.toPem(pair.getPublic())))
                .isEqualTo(pair.getPublic());
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> SigningKeys.parsePrivate("hello"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKeys.decodePublic("AAAA"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKeys.decodePublic("***"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Path file(String name) {
        return keys.resolve(name);
    }
}

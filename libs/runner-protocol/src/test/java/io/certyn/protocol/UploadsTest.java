package io.certyn.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

    private static final String HASH = "a".repeat(64);

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, name",
        "/steps.ndjson, name",
        "a/../b, name",
        "a//b, name",
        ".hidden, name",
        "_hidden, name",
        "-rf, name",
        "steps/0001-after.jpg, ",
        "SHOP-001/steps/0001-after.jpg, ",
    })
    void namesStayWithinTheSession(String name, String fault) {
        assertThat(file(name, "step_log", 1, HASH, "text/plain").fault())
                .isEqualTo(Optional.ofNullable(fault));
    }

    @Test
    void aNameHasAtMost200Characters() {
        var folder = "a".repeat(99) + "/";

        assertThat(Uploads.isName(folder + "b".repeat(100))).isTrue();
        assertThat(Uploads.isName(folder + "b".repeat(101))).isFalse();
    }

    @Test
    void aFileHasAtMost100Mebibytes() {
        long most = Uploads.MAX_FILE_BYTES;

        assertThat(file("trace.zip", "trace", most, HASH, "application/zip").fault()).isEmpty();
        assertThat(file("proposals/K-1.md", "exploration", 1, HASH, "text/markdown").fault())
                .isEmpty();
        assertThat(file("trace.zip", "trace", most + 1, HASH, "application/zip").fault())
                .contains("bytes");
        assertThat(file("trace.zip", "trace", -1, HASH, "application/zip").fault())
                .contains("bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "log", "STEP_LOG", "cookie_jar"})
    void aKindIsOneOfThoseThereAre(String kind) {
        assertThat(file("a", kind, 1, HASH, "text/plain").fault()).contains("kind");
    }

    @Test
    void hashAndContentTypeAreWellFormed() {
        assertThat(file("a", "trace", 1, HASH.toUpperCase(java.util.Locale.ROOT), "a/b").fault())
                .contains("sha256");
        assertThat(file("a", "trace", 1, HASH, "text/html\r\nX: y").fault())
                .contains("contentType");
    }

    private static Uploads.File file(
            String name, String kind, long bytes, String hash, String contentType) {
        return new Uploads.File(name, kind, null, null, bytes, hash, contentType);
    }
}

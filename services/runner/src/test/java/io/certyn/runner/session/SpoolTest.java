package io.certyn.runner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.protocol.Sync;
import io.certyn.protocol.Uploads;
import io.certyn.protocol.link.LinkMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    @TempDir Path directory;
    private Spool spool;

    @BeforeEach
    void create() throws IOException {
        spool = Spool.create(directory.resolve("spool"));
    }

    @Test
    void piecesBecomeOneFileWithItsHash() throws IOException {
        assertThat(append("a.jpg", 0, "first ", false)).isEmpty();

        var file = append("a.jpg", 6, "second", true).orElseThrow();

        assertThat(file.bytes()).isEqualTo(12);
        assertThat(file.sha256()).isEqualTo(Spool.sha256("first second"));
        assertThat(spool.path(new EvidenceName("a.jpg"))).hasContent("first second");
    }

    @Test
    void aPieceThatDoesNotFollowIsRefused() throws IOException {
        append("a.jpg", 0, "first", false);

        assertThatThrownBy(() -> append("a.jpg", 9, "x", true)).isInstanceOf(LinkViolation.class);
    }

    @Test
    void aFileIsWrittenOnce() throws IOException {
        append("a.jpg", 0, "first", true);

        assertThatThrownBy(() -> append("a.jpg", 0, "again", true))
                .isInstanceOf(LinkViolation.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "/etc/passwd",
                "a/../../b",
                "a//b",
                ".hidden",
                "a/",
                "",
                "manifest.json",
                "agent.log",
                "agent-trace.jsonl",
                "egress.jsonl",
                "a b",
                "a/b/c/d/e"
            })
    void aNameThatCouldLeadElsewhereIsRefused(String name) {
        assertThatThrownBy(() -> append(name, 0, "x", true)).isInstanceOf(LinkViolation.class);
        assertThat(directory.resolve("a")).doesNotExist();
    }

    @Test
    void aSealKeepsLinesAndDropsWhatIsHalf() throws IOException {
        spool.trace("{\"seq\":1}".getBytes(StandardCharsets.UTF_8));
        spool.trace("{\"seq\":2}".getBytes(StandardCharsets.UTF_8));
        append("half.jpg", 0, "x", false);
        append("whole.jpg", 0, "x", true);
        Files.writeString(spool.path(EvidenceName.LOG), "printed");

        var sealed = spool.seal();

        assertThat(sealed)
                .extracting(Uploads.File::name)
                .containsExactlyInAnyOrder("agent-trace.jsonl", "agent.log");
        assertThat(spool.complete())
                .extracting(Uploads.File::name)
                .containsExactlyInAnyOrder("agent-trace.jsonl", "agent.log", "whole.jpg");
        assertThat(spool.path(EvidenceName.TRACE)).hasContent("{\"seq\":1}\n{\"seq\":2}\n");
        assertThat(spool.path(new EvidenceName("half.jpg"))).doesNotExist();
    }

    @Test
    void aTraceLineIsOneLine() {
        assertThatThrownBy(() -> spool.trace("a\nb".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LinkViolation.class);
    }

    @Test
    void aFileHasALimit() {
        assertThatThrownBy(
                        () -> {
                            var piece = new byte[1024 * 1024];
                            for (long at = 0; at <= Uploads.MAX_FILE_BYTES; at += piece.length) {
                                spool.append(chunk("big.zip", at, false), piece, 0);
                            }
                        })
                .isInstanceOf(LinkViolation.class)
                .hasMessageContaining("limit");
    }

    @Test
    void aKeptCompletionIsFoundAgain() throws IOException {
        var completion =
                new Sync.Completion("ses_x", 1, List.of(), "AGENT_CRASHED", "why", "hash", null);

        spool.keep(completion);

        assertThat(Spool.kept(directory.resolve("spool"))).isEqualTo(completion);
        spool.delete();
        assertThat(directory.resolve("spool")).doesNotExist();
    }

    private java.util.Optional<Uploads.File> append(
            String name, long offset, String text, boolean last) throws IOException {
        return spool.append(chunk(name, offset, last), text.getBytes(StandardCharsets.UTF_8), 0);
    }

    private static LinkMessages.Chunk chunk(String name, long offset, boolean last) {
        return new LinkMessages.Chunk(name, "screenshot", "K-1", 1, "image/jpeg", offset, last);
    }
}

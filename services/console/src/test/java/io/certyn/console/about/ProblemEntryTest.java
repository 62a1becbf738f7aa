package io.certyn.console.about;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemEntryTest {

    @Test
    void everyEntrySaysWhatUserAndOperatorDo() throws IOException {
        // When
        var entries = ProblemEntry.read(Files.readString(Path.of("../../docs/problems.md")));

        // Then
        assertThat(entries).containsKeys("unauthenticated", "part-away", "step-not-understood");
        assertThat(entries.values())
                .allSatisfy(entry -> {
                    assertThat(entry.code()).matches("[a-z]+(-[a-z]+)*");
                    assertThat(entry.text()).contains("**User:**", "**Operator:**");
                });
    }

    @Test
    void thePageShowsTextAsText() {
        // When
        var page = ProblemPage.of(new ProblemEntry("x", "a <b> & **bold** `code`\n\nsecond"));

        // Then
        assertThat(page)
                .contains("<p>a &lt;b> &amp; <strong>bold</strong> <code>code</code></p>")
                .contains("<p>second</p>");
    }
}

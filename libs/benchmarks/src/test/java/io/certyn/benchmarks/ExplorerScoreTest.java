package io.certyn.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExplorerScoreTest {

    private static final List<ExplorerScore.Defect> DEFECTS =
            List.of(
                    new ExplorerScore.Defect("gone", "broken_link", Pattern.compile("/gone$")),
                    new ExplorerScore.Defect("alt", "accessibility", Pattern.compile("^alt\\s")));

    @Test
    void aDefectIsFoundByItsKindAndWhatItShowsAndTheRestIsFalse() throws Exception {
        var report =
                new ObjectMapper()
                        .readTree(
                                """
                                {"findings": [
                                  {"kind": "broken_link", "rule": "", "subject": "/gone"},
                                  {"kind": "broken_link", "rule": "", "subject": "/other"},
                                  {"kind": "server_error", "rule": "", "subject": "/gone"},
                                  {"kind": "broken_link", "rule": "", "subject": "/gone"}]}
                                """);

        var score = ExplorerScore.of(DEFECTS, report);

        assertThat(score.missed()).containsExactly("alt");
        assertThat(score.recall()).isEqualTo(0.5);
        assertThat(score.falseShare()).isEqualTo(0.5);
    }
}

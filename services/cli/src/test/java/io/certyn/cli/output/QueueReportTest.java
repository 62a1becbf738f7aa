package io.certyn.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class QueueReportTest {

    @Test
    void theCauseComesFirstThenItsPlace() throws JsonProcessingException {
        assertThat(text(1, "null"))
                .isEqualTo(
                        """
                        It is about to be offered to a runner.
                        Position 2, 1 session ahead, waiting since 2026-03-02T12:00:00Z.\
                        """);
    }

    @Test
    void anEstimateIsSaidWhereThereIsOne() throws JsonProcessingException {
        assertThat(text(7, "90"))
                .contains("Position 2, 7 sessions ahead,")
                .endsWith("\nIt may start in 90 s.");
    }

    private static String text(int ahead, String eta) throws JsonProcessingException {
        var json =
                """
                {"reason":null,"message":"It is about to be offered to a runner.",
                 "since":"2026-03-02T12:00:00Z","position":2,"ahead":%d,"etaSeconds":%s,
                 "details":{}}
                """
                        .formatted(ahead, eta);
        return QueueReport.text(new ObjectMapper().readTree(json));
    }
}

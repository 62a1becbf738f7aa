package io.certyn.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class FindingsReportTest {

    @Test
    void aFindingSaysWhatIsWrongAndWhere() throws JsonProcessingException {
        var findings =
                new ObjectMapper()
                        .readTree(
                                """
                                [{"severity":"serious","kind":"broken_link","message":"Gone.",
                                  "pages":["http://a.test/","http://a.test/b"]}]
                                """);

        assertThat(FindingsReport.of(findings))
                .isEqualTo(
                        """
                          serious   broken_link        Gone.
                                                       on http://a.test/ and 1 more
                        """);
    }
}

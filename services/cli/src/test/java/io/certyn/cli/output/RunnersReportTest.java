package io.certyn.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunnersReportTest {

    @Test
    void eachRunnerSaysHowItIsAndUntilWhenItDrains() throws Exception {
        var runners =
                read(
                        """
                        [{"id":"rnr_1","name":"east","state":"online","busy":1,"slots":2,
                          "lastSeen":"2026-11-27T12:00:00Z","drainUntil":null},
                         {"id":"rnr_2","name":"north","state":"draining","busy":2,"slots":2,
                          "lastSeen":"2026-11-27T12:00:00Z","drainUntil":"2026-11-27T13:00:00Z"},
                         {"id":"rnr_3","name":"so","state":"draining","busy":0,"slots":1,
                          "lastSeen":"2026-11-27T12:00:00Z","drainUntil":null},
                         {"id":"rnr_4","name":"west","state":"offline","busy":0,"slots":1,
                          "lastSeen":"2026-11-27T11:00:00Z","drainUntil":null}]
                        """);

        assertThat(RunnersReport.table(runners))
                .isEqualTo(
                        """
                        east   online    1 of 2 busy  rnr_1
                        north  draining  2 of 2 busy  rnr_2  stops what it runs at \
                        2026-11-27T13:00:00Z
                        so     draining  0 of 1 busy  rnr_3  ends what it runs
                        west   offline   0 of 1 busy  rnr_4  last seen 2026-11-27T11:00:00Z
                        """);
    }

    @Test
    void thatThereAreNoneIsSaid() {
        assertThat(RunnersReport.table(List.of())).isEqualTo("No runners.\n");
    }

    private static List<JsonNode> read(String json) throws Exception {
        var all = new ArrayList<JsonNode>();
        ((ArrayNode) JsonMapper.builder().build().readTree(json)).forEach(all::add);
        return all;
    }
}

package io.certyn.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentTest {

    private static final Machine MACHINE = new Machine(2, 24_000, "a cpu", "an os", "25");

    @Test
    void isOneLineThatStartsWithItsName() throws JsonProcessingException {
        var document =
                new Document(
                        "startup",
                        MACHINE,
                        List.of(
                                Figure.atMost("startup.first_seconds", 10.23456, "s", 12)
                                        .beside("a peer", 3),
                                Figure.atMost("overhead.docker.ratio", 1.2, "x", 1.15),
                                Figure.reported("startup.warm_agent_pss_mib", 254, "MiB")));

        assertThat(document.json())
                .isEqualTo(
                        "{\"bench\":\"startup\",\"machine\":{\"cores\":2,\"memoryMib\":24000,\"cpu\":\"a"
                            + " cpu\",\"os\":\"an os\",\"java\":\"25\"},\"figures\":["
                            + "{\"id\":\"startup.first_seconds\",\"value\":10.235,\"unit\":\"s\",\"goal\":\"<="
                            + " 12\",\"met\":true,\"peer\":{\"name\":\"a peer\",\"value\":3.0}},"
                            + "{\"id\":\"overhead.docker.ratio\",\"value\":1.2,\"unit\":\"x\",\"goal\":\"<="
                            + " 1.15\",\"met\":false,\"peer\":null},"
                            + "{\"id\":\"startup.warm_agent_pss_mib\",\"value\":254.0,"
                            + "\"unit\":\"MiB\",\"goal\":null,\"met\":null,\"peer\":null}]}");
    }

    @Test
    void quantilesAreThoseOfTheNearestRank() {
        var samples = new Samples();
        for (int value = 20; value >= 1; value--) {
            samples.add(value);
        }

        assertThat(samples.at(0.5)).isEqualTo(10);
        assertThat(samples.at(0.95)).isEqualTo(19);
        assertThat(samples.at(1)).isEqualTo(20);
    }
}

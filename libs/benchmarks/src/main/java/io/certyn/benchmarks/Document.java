package io.certyn.benchmarks;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What a benchmark prints, in one line.
 *
 * @param bench its name, which readers look for at the start of the line
 */
@JsonPropertyOrder({"bench", "machine", "figures"})
record Document(String bench, Machine machine, List<Figure> figures) {

    String json() throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(this);
    }
}

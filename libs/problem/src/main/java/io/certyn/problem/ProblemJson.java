package io.certyn.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes problems with a mapper of its own, so that no setting of a service changes them. */
final class ProblemJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private ProblemJson() {}

    static String write(Problem problem) {
        try {
            return MAPPER.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem that cannot be written: " + problem, e);
        }
    }
}

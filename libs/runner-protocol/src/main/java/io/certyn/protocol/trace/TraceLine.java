package io.certyn.protocol.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import io.certyn.protocol.ProtocolJson;
import java.util.Optional;

/** A line of {@code agent-trace.jsonl}, read: a record and where in the session it belongs. */
public record TraceLine(Optional<String> caseKey, Optional<Integer> step, TraceRecord what) {

    /**
     * Reads a line; nothing for a record of a kind that this version does not know.
     *
     * @throws IllegalArgumentException when it is no line of a trace
     */
    public static Optional<TraceLine> read(String line) {
        try {
            var json = ProtocolJson.MAPPER.readTree(line);
            var what = ProtocolJson.MAPPER.treeToValue(json, TraceRecord.class);
            return Optional.of(
                    new TraceLine(
                            Optional.ofNullable(json.path("case").textValue()),
                            Optional.of(json.path("step"))
                                    .filter(step -> step.isInt())
                                    .map(step -> step.intValue()),
                            what));
        } catch (InvalidTypeIdException _) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a record of a trace", e);
        }
    }
}

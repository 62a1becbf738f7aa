package io.certyn.protocol.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import io.certyn.protocol.ProtocolJson;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
            if (!isWhole(what)) {
                throw new IllegalArgumentException("a record without all of its parts");
            }
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

    /** Whether everything is there that has to be, in whatever depth. */
    private static boolean isWhole(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Record record ->
                    Arrays.stream(record.getClass().getRecordComponents())
                            .allMatch(part -> isWhole(record, part));
            case Collection<?> all -> all.stream().allMatch(TraceLine::isWhole);
            default -> true;
        };
    }

    private static boolean isWhole(Record record, RecordComponent part) {
        try {
            var value = part.getAccessor().invoke(record);
            boolean mayBeAbsent = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
            return (value == null && mayBeAbsent) || isWhole(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that hides " + part, e);
        }
    }
}

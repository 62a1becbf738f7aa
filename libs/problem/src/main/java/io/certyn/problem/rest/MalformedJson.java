package io.certyn.problem.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.exc.StreamWriteException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a body that is not the JSON it should be, in words of the API. */
final class MalformedJson {

    private MalformedJson() {}

    /** The problem to answer with; empty if the caller is not to blame. */
    static Optional<Problem> problem(JsonProcessingException exception) {
        if (exception instanceof InvalidDefinitionException
                || exception instanceof StreamWriteException) {
            return Optional.empty();
        }
        return Optional.of(
                Problem.badRequest("malformed-json", "The body is not the JSON expected here")
                        .withErrors(List.of(error(exception))));
    }

    private static FieldError error(JsonProcessingException exception) {
        return switch (exception) {
            case UnrecognizedPropertyException unknown ->
                    new FieldError(pointer(unknown), "unknown-field", "This field is not known");
            case ValueInstantiationException refused
                    when refused.getCause() instanceof IllegalArgumentException cause ->
                    new FieldError(pointer(refused), "invalid-value", text(cause.getMessage()));
            case MismatchedInputException mismatch ->
                    new FieldError(pointer(mismatch), "wrong-type", expected(mismatch));
            case JsonMappingException mapping
                    when !(mapping.getCause() instanceof StreamReadException) ->
                    new FieldError(pointer(mapping), "invalid-value", "This value cannot be read");
            default -> new FieldError("", "not-json", position(exception));
        };
    }

    static String pointer(JsonMappingException exception) {
        return exception.getPath().stream()
                .map(step ->
                        step.getFieldName() == null
                                ? String.valueOf(step.getIndex())
                                : step.getFieldName().replace("~", "~0").replace("/", "~1"))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }

    private static String expected(MismatchedInputException mismatch) {
        var type = mismatch.getTargetType();
        if (type == null) {
            return "This value cannot be read";
        }
        if (type.isEnum()) {
            return "One of "
                    + java.util.Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))
                    + " is expected";
        }
        return kind(type) + " is expected";
    }

    /** Java's class names are none of the caller's business. */
    private static String kind(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "A string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "A number";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "An array";
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "An object";
        }
        if (java.time.Duration.class == type) {
            return "An ISO 8601 duration such as PT30S";
        }
        if (java.time.Instant.class == type) {
            return "An ISO 8601 time such as 2025-01-31T12:00:00Z";
        }
        return "Another value";
    }

    private static String position(JsonProcessingException exception) {
        var location = exception.getLocation();
        return location == null
                ? "Not readable as JSON"
                : "Not readable as JSON at line %d, column %d"
                        .formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String text(@Nullable String message) {
        return message == null ? "This value is not valid" : message;
    }
}

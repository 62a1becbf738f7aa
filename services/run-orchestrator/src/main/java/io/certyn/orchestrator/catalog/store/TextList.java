package io.certyn.orchestrator.catalog.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.certyn.events.EventJson;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** A list of texts in one column, as JSON. */
@Converter
public final class TextList implements AttributeConverter<List<String>, String> {

    private static final TypeReference<List<String>> TYPE = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(List<String> texts) {
        return EventJson.write(texts);
    }

    @Override
    public List<String> convertToEntityAttribute(String column) {
        try {
            return EventJson.MAPPER.readValue(column, TYPE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored list that cannot be read", e);
        }
    }
}

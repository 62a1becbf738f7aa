package io.certyn.orchestrator.catalog.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.certyn.events.EventJson;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;

/** Texts by their names in one column, as JSON. */
@Converter
public final class TextMap implements AttributeConverter<Map<String, String>, String> {

    private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(Map<String, String> texts) {
        return EventJson.write(texts);
    }

    @Override
    public Map<String, String> convertToEntityAttribute(String column) {
        try {
            return EventJson.MAPPER.readValue(column, TYPE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored texts that cannot be read", e);
        }
    }
}

package io.certyn.orchestrator.catalog.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Merge patch, RFC 7386: null removes, an object is merged, anything else replaces. */
final class MergePatch {

    private MergePatch() {}

    static JsonNode apply(@Nullable JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var result =
                target instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        changes.properties()
                .forEach(change -> {
                    if (change.getValue().isNull()) {
                        result.remove(change.getKey());
                    } else {
                        result.set(
                                change.getKey(),
                                apply(result.get(change.getKey()), change.getValue()));
                    }
                });
        return result;
    }
}

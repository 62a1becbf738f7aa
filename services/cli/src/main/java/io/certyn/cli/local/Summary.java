package io.certyn.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.certyn.events.EventJson;
import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user needs to know of a stack that is up.
 *
 * @param json kept beside the data while the stack is up
 */
record Summary(JsonNode json) {

    /** What {@code up --json} prints; whatever else there is to know is in the file. */
    private static final List<String> PRINTED =
            List.of("console", "apiKey", "project", "dataDir", "kafka");

    static Summary of(LocalStack stack) {
        var plan = stack.plan();
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        json.put("console", plan.publicUrl());
        json.put("api", plan.url(Plan.CONSOLE));
        json.put("apiKey", stack.apiKey());
        json.put("project", DemoRun.PROJECT);
        json.put("dataDir", plan.data().root().toString());
        json.put("kafka", stack.kafka());
        json.put("executor", plan.executor().key());
        plan.isolation().ifPresent(sentence -> json.put("isolation", sentence));
        ownerLink(stack, json);
        return new Summary(json);
    }

    static Summary read(DataDirectory data) {
        try {
            return new Summary(EventJson.MAPPER.readTree(Files.readString(data.summary())));
        } catch (IOException e) {
            throw new LocalStackException(data.summary() + " cannot be read.", e);
        }
    }

    void keep(DataDirectory data) {
        DataDirectory.writeSecret(data.summary(), json.toString());
    }

    /** The document of {@code up --json}. */
    JsonNode printed() {
        return ((ObjectNode) json).deepCopy().retain(PRINTED);
    }

    /** Why sessions isolate less than they could, where they do. */
    Optional<String> isolation() {
        return Optional.ofNullable(json.path("isolation").textValue());
    }

    String text() {
        var welcome = json.path("welcome").asText("");
        var console = json.path("console").asText();
        return """
        Console   %s%s
        API       %s
        API key   %s
        Project   %s
        Data      %s
        Kafka     %s
        Executor  %s
        """
                .formatted(
                        console,
                        welcome.isEmpty() ? "" : "  (first sign-in: " + welcome + ")",
                        json.path("api").asText(),
                        json.path("apiKey").asText(),
                        json.path("project").asText(),
                        json.path("dataDir").asText(),
                        json.path("kafka").asText(),
                        json.path("executor").asText());
    }

    /** The one-use link that makes the first owner, until there is one. */
    private static void ownerLink(LocalStack stack, ObjectNode json) {
        var answer = stack.api().post("/api/v1/owner-links", Map.of());
        if (answer.status() != 409) {
            var path = answer.expect(201).path("path").asText();
            json.put("welcome", stack.plan().publicUrl() + path);
        }
    }
}

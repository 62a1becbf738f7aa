package io.certyn.orchestrator.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.certyn.orchestrator.GeneratedDocument;
import io.certyn.orchestrator.TestKeys;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checked-in description of the REST API is the one that the service gives. */
@QuarkusTest
@WithBackingServices(service = "orchestrator")
@QuarkusTestResource(TestKeys.class)
class OpenApiIT {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    @Test
    void theDescriptionOfTheApiIsUpToDate() throws IOException {
        var served = RestAssured.given().get("/q/openapi?format=json").asString();
        Map<?, ?> document = JSON.readValue(served, Map.class);
        document.remove("servers");

        GeneratedDocument.check(
                "openapi/run-orchestrator.json", JSON.writeValueAsString(document) + "\n");
    }
}

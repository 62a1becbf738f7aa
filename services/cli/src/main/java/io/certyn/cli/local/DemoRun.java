package io.certyn.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.certyn.cli.client.ApiClient;
import io.certyn.cli.client.RunFollower;
import io.certyn.cli.output.RunProgress;
import io.certyn.events.EventJson;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** One finished run of the demo's suite, with what came of it elsewhere. */
record DemoRun(JsonNode run, int artifacts, JsonNode outcomeEvent) {

    static final String PROJECT = "demo-shop";

    private static final String SUITE = "smoke";
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration EVENT_LIMIT = Duration.ofSeconds(30);

    static DemoRun start(LocalStack stack, Progress progress, RunProgress cases) {
        var api = new ApiClient(URI.create(stack.plan().url(Plan.CONSOLE)), stack.apiKey());
        try (var events = OutcomeEvents.open(stack.kafka())) {
            var created =
                    api.post(
                            "/api/v1/projects/" + PROJECT + "/runs",
                            Map.of("suite", SUITE, "environment", Seed.ENVIRONMENT),
                            Map.of("Idempotency-Key", UUID.randomUUID().toString()));
            var id = created.path("id").asText();
            progress.say("run " + id + " of suite " + SUITE + " started");
            var run = new RunFollower(api, InstantSource.system()).follow(id, LIMIT, cases::show);
            progress.say("run finished");
            return new DemoRun(run, artifacts(api, id), events.await(id, EVENT_LIMIT));
        }
    }

    /** The document of {@code demo --json}. */
    ObjectNode toJson() {
        var json = EventJson.MAPPER.createObjectNode();
        json.set("run", run.path("id"));
        json.set("status", run.path("status"));
        json.set("conclusion", run.path("conclusion"));
        var cases = json.putArray("cases");
        for (var one : run.path("cases")) {
            cases.addObject()
                    .<ObjectNode>set("key", one.path("key"))
                    .<ObjectNode>set("outcome", one.path("outcome"))
                    .set("durationMs", one.path("durationMs"));
        }
        json.put("artifacts", artifacts);
        json.set("outcomeEvent", outcomeEvent);
        return json;
    }

    private static int artifacts(ApiClient api, String run) {
        var path = "/api/v1/runs/" + run + "/artifacts?limit=200";
        var page = api.get(path);
        var count = page.path("items").size();
        while (page.path("page").path("hasMore").asBoolean()) {
            page = api.get(path + "&cursor=" + page.path("page").path("next").asText());
            count += page.path("items").size();
        }
        return count;
    }
}

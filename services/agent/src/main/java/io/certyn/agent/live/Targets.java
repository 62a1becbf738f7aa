package io.certyn.agent.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.protocol.ProtocolJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages of the browser and our sessions with them; the newest page a case opened is shown. */
final class Targets {

    private final Map<Long, String> attaching = new HashMap<>();
    private final Map<String, String> sessions = new LinkedHashMap<>();

    void created(DevTools devTools, JsonNode parameters) {
        var info = parameters.path("targetInfo");
        // A window opened by the page itself is not the one the case works with.
        if (!info.path("type").asText().equals("page") || info.hasNonNull("openerId")) {
            return;
        }
        var target = info.path("targetId").asText();
        var request = ProtocolJson.MAPPER.createObjectNode();
        request.put("targetId", target).put("flatten", true);
        attaching.put(devTools.send("Target.attachToTarget", request, null), target);
    }

    void answered(JsonNode message) {
        var target = attaching.remove(message.path("id").asLong(-1));
        var session = message.path("result").path("sessionId");
        if (target != null && session.isTextual()) {
            sessions.put(target, session.asText());
        }
    }

    void destroyed(JsonNode parameters) {
        sessions.remove(parameters.path("targetId").asText());
    }

    @Nullable String session() {
        String newest = null;
        for (var session : sessions.values()) {
            newest = session;
        }
        return newest;
    }

    boolean knows(String session) {
        return sessions.containsValue(session);
    }
}

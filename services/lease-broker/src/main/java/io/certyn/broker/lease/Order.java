package io.certyn.broker.lease;

import io.certyn.ids.SessionId;
import java.util.Map;
import java.util.UUID;

/** A command for a runner, sent in every answer until it is acknowledged. */
public record Order(
        UUID id, SessionId session, long epoch, Kind kind, Map<String, String> payload) {

    /** What a runner can be told to do. */
    public enum Kind {
        STOP_SESSION,
        OPEN_STREAM,
        CLOSE_STREAM
    }

    public Order {
        payload = Map.copyOf(payload);
    }
}

package io.certyn.demoshop.http;

import java.util.Map;

/**
 * A request with its limits already checked.
 *
 * @param parts what the placeholders of the route stand for
 */
public record Request(String path, Map<String, String> parts, Fields query, Fields form) {

    public Request {
        parts = Map.copyOf(parts);
    }

    /** The part of the path that a placeholder of the route stands for. */
    public String part(String placeholder) {
        return parts.getOrDefault(placeholder, "");
    }
}

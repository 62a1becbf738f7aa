package io.certyn.demoshop.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which handler answers which method and path; {@code {slug}} in a path stands for one segment. */
public final class Routes {

    private final List<Route> routes = new ArrayList<>();

    /** How a route treats the visit. */
    public enum Lane {
        /** Uses the visit, one request after the other. */
        VISIT,
        /** Needs no visit and may take its time beside others. */
        FREE
    }

    record Route(String method, List<String> segments, Lane lane, Handler handler) {

        Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != segments.size()) {
                return Optional.empty();
            }
            var parts = new HashMap<String, String>();
            for (int i = 0; i < path.size(); i++) {
                var segment = segments.get(i);
                if (segment.startsWith("{")) {
                    parts.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(parts);
        }
    }

    record Found(Route route, Map<String, String> parts) {}

    public Routes get(String path, Handler handler) {
        return add("GET", path, Lane.VISIT, handler);
    }

    public Routes post(String path, Handler handler) {
        return add("POST", path, Lane.VISIT, handler);
    }

    /** A page without visit, such as a picture. */
    public Routes free(String path, Handler handler) {
        return add("GET", path, Lane.FREE, handler);
    }

    private Routes add(String method, String path, Lane lane, Handler handler) {
        routes.add(new Route(method, segments(path), lane, handler));
        return this;
    }

    Found find(String method, String path) throws Refused {
        var segments = segments(path);
        var wanted = method.equals("HEAD") ? "GET" : method;
        var others = new TreeSet<String>();
        for (var route : routes) {
            var parts = route.match(segments);
            if (parts.isPresent() && route.method().equals(wanted)) {
                return new Found(route, parts.get());
            }
            parts.ifPresent(_ -> others.add(route.method()));
        }
        throw others.isEmpty()
                ? new Refused(404, "There is nothing at this address.")
                : Refused.method(String.join(", ", others));
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}

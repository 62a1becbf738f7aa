package io.certyn.demoshop.extra;

import io.certyn.demoshop.http.Refused;
import io.certyn.demoshop.http.Request;
import io.certyn.demoshop.http.Response;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.visit.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Style, script and icon, read once. */
public final class StaticFiles {

    private static final Map<String, String> TYPES =
            Map.of(
                    "shop.css", "text/css",
                    "shop.js", "text/javascript",
                    "broken.js", "text/javascript",
                    "icon.svg", "image/svg+xml");

    private final Map<String, Response> files =
            Map.copyOf(
                    TYPES.entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey,
                                            type -> read(type.getKey(), type.getValue()))));

    public void addTo(Routes routes) {
        routes.free("/static/{file}", this::file)
                .free("/favicon.ico", (_, _) -> Response.seeOther("/static/icon.svg"));
    }

    private Response file(Request request, Visit visit) throws Refused {
        var file = files.get(request.part("file"));
        if (file == null) {
            throw new Refused(404, "There is no such file.");
        }
        return file;
    }

    private static Response read(String name, String type) {
        try (var in = StaticFiles.class.getResourceAsStream("/io/certyn/demoshop/static/" + name)) {
            if (in == null) {
                throw new IllegalStateException("not packaged: " + name);
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Response.of(200, type, text).with("Cache-Control", "max-age=60");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.certyn.demoshop.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An answer as a value; the front writes it. */
public record Response(int status, String type, Bytes body, Map<String, String> headers) {

    public Response {
        headers = Map.copyOf(headers);
    }

    /** A body that nobody changes. */
    public record Bytes(String text) {

        byte[] encoded() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    public static Response of(int status, String type, String body) {
        return new Response(status, type + "; charset=utf-8", new Bytes(body), Map.of());
    }

    public static Response html(int status, String markup) {
        return of(status, "text/html", markup).with("Cache-Control", "no-store");
    }

    /** Leads on after a form was taken, so that reloading does not send it again. */
    public static Response seeOther(String path) {
        return of(303, "text/plain", "").with("Location", path);
    }

    /** A file that the browser saves instead of showing it. */
    public static Response download(String name, String type, String body) {
        return of(200, type, body)
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .with("Cache-Control", "no-store");
    }

    public Response with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Response(status, type, body, more);
    }
}

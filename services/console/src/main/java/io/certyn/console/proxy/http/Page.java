package io.certyn.console.proxy.http;

import io.certyn.problem.Problem;
import io.certyn.problem.rest.ProblemAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The one HTML page; every path that is nobody else's leads to it. */
@ApplicationScoped
public class Page {

    private static final String INDEX = "META-INF/resources/index.html";
    private static final String WITHOUT_PAGE =
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Certyn</title>
            <p>This build of Certyn has no page (it was made with -Dwebui.skip). The API is here.
            """;

    private final Buffer html = Buffer.buffer(read());

    void serve(RoutingContext context) {
        var method = context.request().method();
        var reads = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
        if (!reads || !acceptsHtml(context)) {
            ProblemAnswer.end(context, nothing());
            return;
        }
        context.response().putHeader("Content-Type", "text/html;charset=UTF-8").end(html);
    }

    /** A program that mistyped a path is told so, instead of being handed a page. */
    private static boolean acceptsHtml(RoutingContext context) {
        var accept = context.request().getHeader("Accept");
        return accept == null || accept.contains("text/html") || accept.contains("*/*");
    }

    private static Problem nothing() {
        return Problem.notFound("not-found", "There is nothing here");
    }

    private static String read() {
        var loader = Thread.currentThread().getContextClassLoader();
        try (var index = loader.getResourceAsStream(INDEX)) {
            return index == null
                    ? WITHOUT_PAGE
                    : new String(index.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page cannot be read", e);
        }
    }
}

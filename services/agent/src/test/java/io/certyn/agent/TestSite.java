package io.certyn.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A small web site made of pages given as text. */
final class TestSite implements AutoCloseable {

    private static final String HTML = "text/html; charset=utf-8";
    private static final Page NOT_HERE = new Page(404, HTML, "not here", "");

    private final HttpServer server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    /**
     * An answer.
     *
     * @param file the name the browser is to keep it under; empty for a page to show
     */
    private record Page(int status, String type, String content, String file) {}

    private TestSite(HttpServer server) {
        this.server = server;
    }

    static TestSite start() throws IOException {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.create(loopback, 0);
        var site = new TestSite(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", site::answer);
        server.start();
        return site;
    }

    /** Serves this body, in a page with a language and a title. */
    TestSite page(String path, String body) {
        return page(path, 200, body);
    }

    TestSite page(String path, int status, String body) {
        var html =
                "<!doctype html><html lang=en><head><meta charset=utf-8><title>Fixture "
                        + path
                        + "</title></head><body>"
                        + body
                        + "</body></html>";
        return file(path, status, HTML, html);
    }

    /** Serves this as it is. */
    TestSite file(String path, int status, String type, String content) {
        pages.put(path, new Page(status, type, content, ""));
        return this;
    }

    /** Serves a page of a component library, built from npm into this folder. */
    TestSite widgets(Path folder, String library) throws IOException {
        page("/" + library, "<div id=root></div><script src=/" + library + ".js></script>");
        return file(
                "/" + library + ".js",
                200,
                "text/javascript",
                Files.readString(folder.resolve(library + ".js")));
    }

    /** Serves a download that begins and never ends. */
    TestSite endless(String path, String file) {
        server.createContext(
                path,
                exchange -> {
                    exchange.getResponseHeaders()
                            .set("Content-Disposition", "attachment; filename=" + file);
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[64 * 1024]);
                    exchange.getResponseBody().flush();
                    closed.join();
                    exchange.close();
                });
        return this;
    }

    /** Keeps the answer at this path back until the other path is asked for. */
    TestSite held(String path, String until) {
        var asked = new CompletableFuture<Boolean>();
        server.createContext(
                until,
                exchange -> {
                    asked.complete(true);
                    answer(exchange);
                });
        server.createContext(
                path,
                exchange -> {
                    CompletableFuture.anyOf(asked, closed).join();
                    answer(exchange);
                });
        return this;
    }

    /** Serves this text to be downloaded under this name. */
    TestSite download(String path, String file, String text) {
        pages.put(path, new Page(200, HTML, text, file));
        return this;
    }

    /** Method and path of everything that was asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            var page = pages.getOrDefault(path, NOT_HERE);
            var body = page.content().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", page.type());
            if (!page.file().isEmpty()) {
                exchange.getResponseHeaders()
                        .set("Content-Disposition", "attachment; filename=" + page.file());
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(page.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        closed.complete(true);
        server.stop(0);
    }
}

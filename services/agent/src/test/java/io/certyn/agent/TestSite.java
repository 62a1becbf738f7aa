package io.certyn.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A small web site made of pages given as text. */
final class TestSite implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    /**
     * An answer.
     *
     * @param file the name the browser is to keep it under; empty for a page to show
     */
    private record Page(int status, String html, String file) {}

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
        pages.put(path, new Page(status, html, ""));
        return this;
    }

    /** Serves a page of a component library, built from npm into this folder. */
    TestSite widgets(Path folder, String library) throws IOException {
        page("/" + library, "<div id=root></div><script src=/" + library + ".js></script>");
        pages.put(
                "/" + library + ".js",
                new Page(200, Files.readString(folder.resolve(library + ".js")), ""));
        return this;
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

    /** Serves this text to be downloaded under this name. */
    TestSite download(String path, String file, String text) {
        pages.put(path, new Page(200, text, file));
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var page = pages.get(exchange.getRequestURI().getPath());
            var body = (page == null ? "not here" : page.html()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            if (page != null && !page.file().isEmpty()) {
                exchange.getResponseHeaders()
                        .set("Content-Disposition", "attachment; filename=" + page.file());
            }
            exchange.sendResponseHeaders(page == null ? 404 : page.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        closed.complete(true);
        server.stop(0);
    }
}

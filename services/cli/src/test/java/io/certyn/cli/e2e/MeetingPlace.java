package io.certyn.cli.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A web application under test at which two sessions meet: each leaves a mark in every storage a
 * browser has, waits for the other, and then looks for marks that are not its own.
 */
final class MeetingPlace implements AutoCloseable {

    static final String CASE =
            """
            ---
            key: %s
            title: Leaves a mark and finds no other
            tags: [meeting]
            ---

            ## Steps
            - Go to "/"
            - Wait for "Nothing was here before"
            - Click "Leave my mark" button
            - Wait for "Both left their mark" within 60 s
            - Click "Look again" button

            ## Expected
            - Expect "Only my own mark is here" visible
            """;

    private static final String PAGE =
            """
            <!doctype html><title>Meeting place</title>
            <h1>Meeting place</h1>
            <button id="leave">Leave my mark</button> <button id="look">Look again</button>
            <p id="said" role="status"></p>
            <script>
            const me = 'mark-' + crypto.randomUUID();
            const said = document.getElementById('said');
            const say = text => { said.textContent = text; };
            const opened = () => new Promise((done, failed) => {
              const request = indexedDB.open('marks', 1);
              request.onupgradeneeded = () => request.result.createObjectStore('marks');
              request.onsuccess = () => done(request.result);
              request.onerror = () => failed(request.error);
            });
            const stored = async () => {
              const database = await opened();
              return new Promise(done => {
                const keys = database.transaction('marks').objectStore('marks').getAllKeys();
                keys.onsuccess = () => { database.close(); done(keys.result); };
              });
            };
            const store = async () => {
              const database = await opened();
              return new Promise(done => {
                const writing = database.transaction('marks', 'readwrite');
                writing.objectStore('marks').put(1, me);
                writing.oncomplete = () => { database.close(); done(); };
              });
            };
            const filed = async () => {
              const names = [];
              for await (const name of (await navigator.storage.getDirectory()).keys()) {
                names.push(name);
              }
              return names;
            };
            const marks = async () => ({
              cookie: document.cookie.split('; ').filter(c => c).map(c => c.split('=')[0]),
              local: Object.keys(localStorage),
              session: Object.keys(sessionStorage),
              indexed: await stored(),
              cache: await caches.keys(),
              file: await filed(),
            });
            const wrong = (found, expected) => Object.entries(found)
              .filter(([, names]) => names.join() !== expected)
              .map(([where, names]) => where + ': ' + names.join());
            (async () => {
              const found = wrong(await marks(), '');
              say(found.length ? 'Found ' + found.join('; ') : 'Nothing was here before');
            })();
            document.getElementById('leave').onclick = async () => {
              document.cookie = me + '=1; max-age=3600; path=/';
              localStorage.setItem(me, '1');
              sessionStorage.setItem(me, '1');
              await store();
              await caches.open(me);
              await (await navigator.storage.getDirectory()).getFileHandle(me, {create: true});
              const answer = await fetch('/meet', {method: 'POST'});
              say(answer.ok ? 'Both left their mark' : 'Nobody came');
            };
            document.getElementById('look').onclick = async () => {
              const found = wrong(await marks(), me);
              say(found.length ? 'Found ' + found.join('; ') : 'Only my own mark is here');
            };
            </script>
            """;

    private final HttpServer server;
    private final CountDownLatch bothHere = new CountDownLatch(2);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> cookies = new CopyOnWriteArrayList<>();

    MeetingPlace() throws IOException {
        // Everywhere, since containers reach the host by another address than loopback.
        server = HttpServer.create(new InetSocketAddress(0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/meet", this::meet);
        server.createContext(
                "/", exchange -> answer(exchange, exchange.getRequestURI().getPath().equals("/")));
        server.start();
    }

    /** As the demo shop's: a secure context, by a name that also containers know. */
    String url() {
        return "http://meeting.certyn.localhost:" + server.getAddress().getPort();
    }

    /** Waits until both sessions have left their marks, which then wait for {@link #release}. */
    void awaitBoth() throws InterruptedException {
        if (!bothHere.await(2, TimeUnit.MINUTES)) {
            throw new AssertionError((2 - bothHere.getCount()) + " of 2 sessions came");
        }
    }

    void release() {
        released.countDown();
    }

    /** What each session sent as its cookies when it met the other. */
    List<String> cookies() {
        return cookies;
    }

    private void meet(HttpExchange exchange) throws IOException {
        cookies.add(String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")));
        bothHere.countDown();
        var met = false;
        try {
            met = released.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(met ? 204 : 504, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, boolean known) throws IOException {
        var bytes = (known ? PAGE : "").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(known ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}

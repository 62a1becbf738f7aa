package io.certyn.benchmarks.leases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.LogManager;
import org.openqa.selenium.Capabilities;
import org.openqa.selenium.ImmutableCapabilities;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.events.local.GuavaEventBus;
import org.openqa.selenium.grid.data.CreateSessionRequest;
import org.openqa.selenium.grid.data.DefaultSlotMatcher;
import org.openqa.selenium.grid.data.RequestId;
import org.openqa.selenium.grid.data.SessionRequest;
import org.openqa.selenium.grid.distributor.local.LocalDistributor;
import org.openqa.selenium.grid.distributor.selector.DefaultSlotSelector;
import org.openqa.selenium.grid.node.ActiveSession;
import org.openqa.selenium.grid.node.BaseActiveSession;
import org.openqa.selenium.grid.node.SessionFactory;
import org.openqa.selenium.grid.node.local.LocalNode;
import org.openqa.selenium.grid.security.Secret;
import org.openqa.selenium.grid.sessionmap.local.LocalSessionMap;
import org.openqa.selenium.grid.sessionqueue.local.LocalNewSessionQueue;
import org.openqa.selenium.internal.Either;
import org.openqa.selenium.remote.Dialect;
import org.openqa.selenium.remote.SessionId;
import org.openqa.selenium.remote.http.HttpClient;
import org.openqa.selenium.remote.http.HttpRequest;
import org.openqa.selenium.remote.http.HttpResponse;
import org.openqa.selenium.remote.tracing.empty.NullTracer;

/**
 * Selenium Grid with stub browsers, all in this process: no HTTP between its parts or to its nodes,
 * no logging, no tracing, which flatters it.
 */
final class GridPeer implements AutoCloseable {

    private static final Capabilities BROWSER = new ImmutableCapabilities("browserName", "chrome");
    private static final Duration HEARTBEAT = Duration.ofSeconds(60);
    private static final Duration REQUEST_LIMIT = Duration.ofMinutes(5);

    private final NullTracer tracer = new NullTracer();
    private final GuavaEventBus bus = new GuavaEventBus();
    private final Secret secret = new Secret("bench");
    private final LocalNewSessionQueue queue;
    private final LocalDistributor distributor;
    private final List<LocalNode> nodes = new ArrayList<>();
    private final Map<SessionId, Integer> owners = new ConcurrentHashMap<>();

    /**
     * @param tuning what Grid's operator may set, see {@link Tuning}
     */
    GridPeer(int nodeCount, int slots, Tuning tuning) {
        LogManager.getLogManager().reset();
        var matcher = new DefaultSlotMatcher();
        this.queue =
                new LocalNewSessionQueue(
                        tracer,
                        matcher,
                        Duration.ofSeconds(10),
                        REQUEST_LIMIT,
                        Duration.ofSeconds(8),
                        secret,
                        tuning.batch());
        this.distributor =
                new LocalDistributor(
                        tracer,
                        bus,
                        HttpClient.Factory.createDefault(),
                        new LocalSessionMap(tracer, bus),
                        queue,
                        new DefaultSlotSelector(),
                        secret,
                        Duration.ofSeconds(120),
                        false,
                        tuning.retry(),
                        tuning.threads(),
                        matcher,
                        Duration.ofSeconds(30));
        for (int i = 0; i < nodeCount; i++) {
            nodes.add(node(i, slots));
            distributor.add(nodes.getLast());
        }
    }

    /**
     * @param retry how often the distributor looks at its queue
     * @param batch how many requests it takes at a look
     * @param threads that start sessions
     */
    record Tuning(Duration retry, int batch, int threads) {

        /**
         * What made the most of two cores, at any number of nodes: the shortest interval there is
         * and the largest useful batch. The defaults, 15 ms and three requests per core, end at 400
         * sessions a second.
         */
        static final Tuning BEST = new Tuning(Duration.ZERO, 100, 4);
    }

    private LocalNode node(int index, int slots) {
        var uri = URI.create("http://node-%d.test:5555".formatted(index));
        var stub = new StubBrowsers(index, uri);
        var builder =
                LocalNode.builder(tracer, bus, uri, uri, secret)
                        .maximumConcurrentSessions(slots)
                        .heartbeatPeriod(HEARTBEAT);
        for (int i = 0; i < slots; i++) {
            builder.add(BROWSER, stub);
        }
        return builder.build();
    }

    /** Keeps so many requests in flight until the window has passed. */
    Load.Result run(int inFlight, Duration warmUp, Duration window) throws InterruptedException {
        var load = Load.after(warmUp, window);
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < inFlight; i++) {
            clients.add(Thread.ofVirtual().start(() -> request(load)));
        }
        load.await();
        queue.clearQueue();
        for (var client : clients) {
            client.join();
        }
        return load.result();
    }

    private void request(Load load) {
        while (!load.isOver(System.nanoTime())) {
            long at = System.nanoTime();
            var response = queue.addToQueue(request());
            if (response.isSuccessful()) {
                load.started(at, System.nanoTime());
                var session = session(response);
                var owner = owners.remove(session);
                if (owner != null) {
                    nodes.get(owner).stop(session);
                }
            }
        }
    }

    private static SessionRequest request() {
        return new SessionRequest(
                new RequestId(UUID.randomUUID()),
                Instant.now(),
                Set.of(Dialect.W3C),
                Set.of(BROWSER),
                Map.of(),
                Map.of());
    }

    /** The answer is {"value": {"sessionId": "...", ...}}, in any order. */
    private static SessionId session(HttpResponse response) {
        var text = response.contentAsString();
        int from = text.indexOf('"', text.indexOf(':', text.indexOf("\"sessionId\""))) + 1;
        return new SessionId(text.substring(from, text.indexOf('"', from)));
    }

    @Override
    public void close() {
        distributor.close();
        queue.close();
        nodes.forEach(LocalNode::close);
        bus.close();
    }

    /** Starts nothing, at once. */
    private final class StubBrowsers implements SessionFactory {

        private final int node;
        private final URI uri;

        StubBrowsers(int node, URI uri) {
            this.node = node;
            this.uri = uri;
        }

        @Override
        public Either<WebDriverException, ActiveSession> apply(CreateSessionRequest request) {
            try {
                var session = new StubSession(new SessionId(UUID.randomUUID()), uri, request);
                owners.put(session.getId(), node);
                return Either.right(session);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean test(Capabilities capabilities) {
            return true;
        }

        @Override
        public Capabilities getStereotype() {
            return BROWSER;
        }
    }

    private static final class StubSession extends BaseActiveSession {

        StubSession(SessionId id, URI uri, CreateSessionRequest request) throws IOException {
            super(
                    id,
                    uri.toURL(),
                    Dialect.W3C,
                    Dialect.W3C,
                    BROWSER,
                    request.getDesiredCapabilities(),
                    Instant.now());
        }

        @Override
        public HttpResponse execute(HttpRequest request) {
            return new HttpResponse();
        }

        @Override
        public void stop() {}
    }
}

package io.certyn.demoshop;

import com.sun.net.httpserver.HttpServer;
import io.certyn.demoshop.account.AccountPages;
import io.certyn.demoshop.account.SignInPages;
import io.certyn.demoshop.admin.AdminPage;
import io.certyn.demoshop.cart.CartPages;
import io.certyn.demoshop.catalog.Assortment;
import io.certyn.demoshop.catalog.CatalogPages;
import io.certyn.demoshop.catalog.PriceList;
import io.certyn.demoshop.catalog.ProductPage;
import io.certyn.demoshop.checkout.CheckoutPages;
import io.certyn.demoshop.defect.Defects;
import io.certyn.demoshop.extra.Contact;
import io.certyn.demoshop.extra.PlainPages;
import io.certyn.demoshop.extra.Slow;
import io.certyn.demoshop.extra.StaticFiles;
import io.certyn.demoshop.extra.Stores;
import io.certyn.demoshop.http.Front;
import io.certyn.demoshop.http.Routes;
import io.certyn.demoshop.page.Layout;
import io.certyn.demoshop.visit.Visits;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** The shop while it is open: its pages behind one port on one or more addresses. */
public final class Shop implements AutoCloseable {

    private static final int MOST_VISITS = 2_000;
    private static final int PORT_TRIES = 20;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final List<HttpServer> servers;
    private final ExecutorService executor;

    private Shop(List<HttpServer> servers, ExecutorService executor) {
        this.servers = List.copyOf(servers);
        this.executor = executor;
    }

    /** What the shop cannot do on its own, so that a test decides it. */
    public record World(Clock clock, RandomGenerator random, Slow.Pause pause) {}

    public static Shop open(Settings settings, World world) throws IOException {
        limitTheServer();
        var front = front(settings.defects(), world);
        var servers = bind(settings);
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        for (var server : servers) {
            server.setExecutor(executor);
            server.createContext("/", front);
            server.start();
        }
        return new Shop(servers, executor);
    }

    /** The JDK's server has no limits unless told before its first use; times are in seconds. */
    private static void limitTheServer() {
        tell("sun.net.httpserver.maxReqTime", "20");
        tell("sun.net.httpserver.maxRspTime", "150");
        tell("jdk.httpserver.maxConnections", "500");
        // Head and body leave in two packets: without this the second waits 40 ms for an answer.
        tell("sun.net.httpserver.nodelay", "true");
    }

    private static void tell(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    private static Front front(Defects defects, World world) {
        var catalog = Assortment.catalog();
        var layout = new Layout(defects);
        var visits = new Visits(MOST_VISITS, world.random());
        var plain = new PlainPages(layout, defects);
        var routes = new Routes();
        new CatalogPages(catalog, layout, defects).addTo(routes);
        new ProductPage(catalog, layout, defects).addTo(routes);
        new PriceList(catalog, layout, defects).addTo(routes);
        new CartPages(catalog, layout, defects).addTo(routes);
        new CheckoutPages(layout, defects, world.clock()).addTo(routes);
        new SignInPages(visits, layout, defects).addTo(routes);
        new AccountPages(layout, defects).addTo(routes);
        new AdminPage(catalog, layout, defects).addTo(routes);
        new Stores(layout, defects).addTo(routes);
        new Slow(layout, defects, world.pause()).addTo(routes);
        new Contact(layout, defects).addTo(routes);
        new StaticFiles().addTo(routes);
        plain.addTo(routes);
        return new Front(routes, visits, plain::error);
    }

    /**
     * A port that is free on the first address can be taken on the second: then another is tried.
     */
    private static List<HttpServer> bind(Settings settings) throws IOException {
        for (int tries = 1; ; tries++) {
            var servers = new ArrayList<HttpServer>();
            try {
                for (var address : settings.bind()) {
                    int port = servers.isEmpty() ? settings.port() : portOf(servers.getFirst());
                    servers.add(HttpServer.create(new InetSocketAddress(address, port), 0));
                }
                return servers;
            } catch (BindException e) {
                servers.forEach(server -> server.stop(0));
                if (settings.port() != 0 || tries == PORT_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static int portOf(HttpServer server) {
        return server.getAddress().getPort();
    }

    public int port() {
        return portOf(servers.getFirst());
    }

    /** Where the shop answers, by its first address. */
    public URI url() {
        var address = servers.getFirst().getAddress().getAddress();
        return URI.create("http://" + host(address) + ":" + port());
    }

    private static String host(InetAddress address) {
        var literal = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return literal.contains(":") ? "[" + literal + "]" : literal;
    }

    /** Requests in progress get a moment to finish. */
    @Override
    public void close() {
        var stopping =
                servers.stream()
                        .map(server ->
                                Thread.ofVirtual()
                                        .start(() -> server.stop((int) GRACE.toSeconds())))
                        .toList();
        for (var stop : stopping) {
            try {
                stop.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        executor.shutdownNow();
    }
}

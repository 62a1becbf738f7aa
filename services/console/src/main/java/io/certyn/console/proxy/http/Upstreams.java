package io.certyn.console.proxy.http;

import io.certyn.console.proxy.Part;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The connections to the services. Each kind of traffic to each service has connections of its own,
 * so that a flood of page requests never delays the renewals of runners.
 */
@ApplicationScoped
public class Upstreams {

    /** A kind of traffic. */
    enum Lane {
        API,
        PASSAGE,
        BYTES,
        TUNNEL
    }

    private record Way(Part part, Lane lane) {}

    private static final int IDLE_SECONDS = 30;
    private static final int LARGEST_HEADERS = 16 * 1024;

    private final Vertx vertx;
    private final ProxyConfig config;
    private final ConcurrentMap<Way, HttpClient> clients = new ConcurrentHashMap<>();

    Upstreams(Vertx vertx, ProxyConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    HttpClient client(Part part, Lane lane) {
        return clients.computeIfAbsent(
                new Way(part, lane), way -> vertx.createHttpClient(options(way)));
    }

    RequestOptions request(Part part, HttpMethod method, String uri, Duration silence) {
        var url = url(part);
        return new RequestOptions()
                .setMethod(method)
                .setHost(url.getHost())
                .setPort(port(url))
                .setSsl("https".equals(url.getScheme()))
                .setURI(uri)
                .setConnectTimeout(config.connectTimeout().toMillis())
                .setIdleTimeout(silence.toMillis());
    }

    private HttpClientOptions options(Way way) {
        var most = way.lane() == Lane.TUNNEL ? config.maxTunnels() : config.maxConnections();
        return new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setMaxPoolSize(most)
                .setMaxWaitQueueSize(most)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setDecompressionSupported(false);
    }

    private URI url(Part part) {
        return switch (part) {
            case RUN_ORCHESTRATOR -> config.runOrchestratorUrl();
            case LEASE_BROKER -> config.leaseBrokerUrl();
            case RELAY -> config.relayUrl();
            case ARTIFACT -> config.artifactUrl();
        };
    }

    private static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return "https".equals(url.getScheme()) ? 443 : 80;
    }
}

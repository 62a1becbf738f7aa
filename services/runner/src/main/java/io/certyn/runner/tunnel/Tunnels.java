package io.certyn.runner.tunnel;

import io.certyn.runner.control.Connection;
import io.certyn.runner.metrics.RunnerMetrics;
import io.certyn.runner.work.LeaseKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.function.Consumer;

/** Makes tunnels to the relay, which lies behind the control plane's own origin. */
public final class Tunnels {

    private final Connection connection;
    private final HttpClient client;
    private final RunnerMetrics metrics;

    public Tunnels(Connection connection, HttpClient client, RunnerMetrics metrics) {
        this.connection = connection;
        this.client = client;
        this.metrics = metrics;
    }

    /**
     * @param capture told whether pictures are wanted
     */
    public LiveTunnel forSession(LeaseKey key, Consumer<Boolean> capture) {
        return new LiveTunnel(key, client, this::socket, capture, metrics);
    }

    private URI socket(String relayPath) {
        var http = connection.resolve(relayPath).toString();
        return URI.create(http.replaceFirst("^http", "ws"));
    }
}

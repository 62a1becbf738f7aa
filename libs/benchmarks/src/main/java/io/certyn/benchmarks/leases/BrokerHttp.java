package io.certyn.benchmarks.leases;

import io.certyn.protocol.ProtocolJson;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP/1.1 to the broker: blocking, for virtual threads, with one event loop below them all. A
 * request that waits has a connection of its own, as a runner's parked poll has.
 */
final class BrokerHttp implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 24_000;
    private static final int IDLE_SECONDS = 55;
    private static final long LIMIT_SECONDS = 90;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final URI broker;

    BrokerHttp(URI broker) {
        this.broker = broker;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setKeepAliveTimeout(IDLE_SECONDS)
                                .setTcpNoDelay(true),
                        new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    }

    /** Status and body of an answer. */
    record Answer(int status, String body) {

        /**
         * The body as one of the protocol's records.
         *
         * @throws IOException if the answer is none of success
         */
        <T> T as(Class<T> type) throws IOException {
            if (status >= 300) {
                throw new IOException("answered " + status + ": " + body);
            }
            return ProtocolJson.MAPPER.readValue(body, type);
        }
    }

    Answer post(String path, String token, Object body) throws IOException, InterruptedException {
        return send(HttpMethod.POST, path, token, ProtocolJson.MAPPER.writeValueAsBytes(body));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpMethod.GET, path, "", new byte[0]);
    }

    private Answer send(HttpMethod method, String path, String token, byte[] body)
            throws IOException, InterruptedException {
        var options =
                new RequestOptions()
                        .setMethod(method)
                        .setHost(broker.getHost())
                        .setPort(broker.getPort())
                        .setURI(path)
                        .putHeader("Content-Type", "application/json");
        if (!token.isEmpty()) {
            options.putHeader("Authorization", "Bearer " + token);
        }
        try {
            return client.request(options)
                    .compose((HttpClientRequest request) -> request.send(Buffer.buffer(body)))
                    .compose((HttpClientResponse response) ->
                            response.body()
                                    .map(text ->
                                            new Answer(response.statusCode(), text.toString())))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(path + ": " + e.getCause(), e);
        } catch (IllegalStateException e) {
            throw new IOException("the client was closed", e);
        } catch (TimeoutException e) {
            throw new IOException(path + " was not answered", e);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

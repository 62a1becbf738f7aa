package io.certyn.runner.executor.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The API of a cluster that keeps pods and tells of changes. It has no nodes: a test writes what
 * becomes of a pod itself, or lets a {@link TestKubelet} run it.
 */
public final class TestCluster implements AutoCloseable {

    public static final String NAMESPACE = "agents";

    private static final int MOST_CONFLICTS = 20;

    private static final Pattern LOG = Pattern.compile(".*/pods/([^/?]+)/log(\\?.*)?");

    /** Creates that are carried out and answered with a fault. */
    final AtomicInteger lostAnswers = new AtomicInteger();

    /** Whether every question is refused, as it is without a role. */
    volatile boolean forbidding;

    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final HttpServer nodes;
    private volatile Function<String, String> logs = _ -> "";

    private TestCluster() throws IOException {
        nodes = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        nodes.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        nodes.createContext("/", this::log);
        nodes.start();
        server =
                new KubernetesMockServer(
                        new Context(), new MockWebServer(), new HashMap<>(), new Answers(), false);
        server.init();
        client = connect();
    }

    public static TestCluster start() {
        try {
            return new TestCluster();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the nodes give out logs, which takes as long as an agent runs. */
    private String nodes() {
        return "http://127.0.0.1:" + nodes.getAddress().getPort() + "/";
    }

    private void log(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            var printed = logs.apply(exchange.getRequestURI().getPath().substring(1));
            exchange.getResponseBody().write(printed.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Answers as the CRUD server does, but for what it does not know. */
    private final class Answers extends Dispatcher {

        private final Dispatcher crud = new KubernetesCrudDispatcher();

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            if (forbidding) {
                return new MockResponse().setResponseCode(403);
            }
            var log = LOG.matcher(request.getPath());
            if (log.matches()) {
                return new MockResponse()
                        .setResponseCode(302)
                        .setHeader("Location", nodes() + log.group(1));
            }
            var answer = crud.dispatch(request);
            var watch = answer.getWebSocketListener();
            if (watch != null) {
                return new MockResponse().withWebSocketUpgrade(new Watch(watch));
            }
            boolean lost =
                    request.getMethod().equals("POST")
                            && lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            return lost ? new MockResponse().setResponseCode(503) : answer;
        }

        @Override
        public void shutdown() {
            crud.shutdown();
        }
    }

    /**
     * A watch whose end does not wait on the server's only thread for messages that this thread has
     * yet to send.
     */
    private static final class Watch extends WebSocketListener {

        private final WebSocketListener crud;

        Watch(WebSocketListener crud) {
            this.crud = crud;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            crud.onOpen(socket, response);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            crud.onClosing(socket, code, reason);
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            Thread.ofVirtual().start(() -> crud.onClosed(socket, code, reason));
        }

        @Override
        public void onFailure(WebSocket socket, Throwable why, Response response) {
            Thread.ofVirtual().start(() -> crud.onFailure(socket, why, response));
        }
    }

    public String url() {
        return server.url("/").toString();
    }

    /** A client of its own. */
    KubernetesClient connect() {
        Config config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(url())
                        .withTrustCerts(true)
                        .withNamespace(NAMESPACE)
                        .withRequestRetryBackoffInterval(1)
                        .withRequestRetryBackoffLimit(3)
                        .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Whom the cluster asks what the agent in a pod printed; it answers when there is no more. */
    void logs(Function<String, String> from) {
        logs = from;
    }

    public List<Pod> pods() {
        return client.pods().inNamespace(NAMESPACE).list().getItems();
    }

    Pod pod(String name) {
        return client.pods().inNamespace(NAMESPACE).withName(name).require();
    }

    void create(Pod pod) {
        client.resource(pod).inNamespace(NAMESPACE).create();
    }

    void delete(String name) {
        client.pods().inNamespace(NAMESPACE).withName(name).delete();
    }

    /** What a node, or the scheduler, says about a pod. */
    public void say(String pod, PodStatus status) {
        retried(() ->
                named(pod)
                        .editStatus(there -> {
                            there.setStatus(status);
                            return there;
                        }));
    }

    void edit(String pod, UnaryOperator<Pod> change) {
        retried(() -> named(pod).edit(change));
    }

    private PodResource named(String pod) {
        return client.pods().inNamespace(NAMESPACE).withName(pod);
    }

    /** Another's change may come between; a pod that is gone needs none. */
    private static void retried(Runnable change) {
        for (int times = 0; times < MOST_CONFLICTS; times++) {
            try {
                change.run();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return;
                }
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("always a conflict");
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
        nodes.stop(0);
    }
}

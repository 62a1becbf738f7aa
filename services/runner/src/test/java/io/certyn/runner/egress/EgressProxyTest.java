package io.certyn.runner.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressProxyTest {

    private static final EgressControl.Pass PASS = new EgressControl.Pass("agent", "secret");

    private final Passes passes = new Passes();
    private HttpServer shop;
    private EgressProxy proxy;
    private String origin;

    @BeforeEach
    void start() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        shop.createContext(
                "/",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    var answer =
                            (exchange.getRequestMethod()
                                            + " "
                                            + exchange.getRequestURI()
                                            + " "
                                            + exchange.getRequestHeaders().getFirst("Host")
                                            + " "
                                            + exchange.getRequestHeaders()
                                                    .containsKey("Proxy-Authorization")
                                            + " "
                                            + body.length)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("X-Certyn-Egress", "forged");
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        shop.start();
        origin = "http://shop.localhost:" + shop.getAddress().getPort();
        proxy = start(passes, Optional.empty(), new Origin("127.0.0.1", 1));
        passes.admit(PASS);
    }

    private static EgressProxy start(Passes passes, Optional<String> loopbackHost, Origin forbidden)
            throws IOException {
        return EgressProxy.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                passes,
                new EgressProxy.Surroundings(loopbackHost, Set.of(forbidden), _ -> false));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        shop.stop(0);
    }

    @Test
    void aRequestIsForwardedWithoutItsCredentialsAndAnswersCannotForgeTheMark() throws IOException {
        passes.allow("agent", List.of(origin));

        var answer = send("POST " + origin + "/cart?a=b HTTP/1.1", "abc", true);

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("POST /cart?a=b " + origin.substring(7) + " false 3")
                .doesNotContain("forged");
    }

    @Test
    void whoHasNoPassIsAskedForOne() throws IOException {
        passes.allow("agent", List.of(origin));

        assertThat(send("GET " + origin + "/ HTTP/1.1", "", false))
                .startsWith("HTTP/1.1 407")
                .contains("Proxy-Authenticate: Basic");
    }

    /** Such as one that lay in a socket while this process stood still. */
    @Test
    void aRequestOfWhoseTimeIsOverIsNotForwarded() throws IOException {
        var mayAct = new AtomicBoolean(true);
        passes.allow("agent", List.of(origin), mayAct::get);
        assertThat(send("GET " + origin + "/ HTTP/1.1", "", true)).startsWith("HTTP/1.1 200");

        mayAct.set(false);

        assertThat(send("GET " + origin + "/ HTTP/1.1", "", true)).startsWith("HTTP/1.1 407");
    }

    @Test
    void nothingIsReachableBeforeASessionAllowsIt() throws IOException {
        assertThat(send("GET " + origin + "/ HTTP/1.1", "", true))
                .startsWith("HTTP/1.1 403")
                .contains("X-Certyn-Egress: denied");
    }

    @Test
    void aTunnelReachesOnlyAnOrigin() throws IOException {
        passes.allow("agent", List.of(origin));
        var authority = origin.substring("http://".length());

        try (var socket = connect()) {
            write(socket, "CONNECT " + authority + " HTTP/1.1", true);
            var in = socket.getInputStream();
            var head = RequestHead.read(in).orElseThrow();
            assertThat(head.first()).startsWith("HTTP/1.1 200");
            socket.getOutputStream()
                    .write("GET /in HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("GET /in");
        }
        assertThat(send("CONNECT 169.254.169.254:80 HTTP/1.1", "", true))
                .startsWith("HTTP/1.1 403")
                .contains("X-Certyn-Egress: denied");
    }

    /** As the process executor runs it, and as a container in which this machine is elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"", "localhost"})
    void theControlPlaneIsOutOfReachUnderEveryNameOfThisMachine(String loopbackHost)
            throws IOException {
        int port = shop.getAddress().getPort();
        var place = Optional.of(loopbackHost).filter(host -> !host.isEmpty());
        proxy.close();
        proxy = start(passes, place, new Origin("127.0.0.1", port));
        passes.admit(PASS);

        for (var host : List.of("127.0.0.1", "localhost", "shop.localhost", "127.0.0.2")) {
            var alias = "http://" + host + ":" + port;
            passes.allow("agent", List.of(alias));
            assertThat(send("GET " + alias + "/ HTTP/1.1", "", true))
                    .as(alias)
                    .startsWith("HTTP/1.1 403")
                    .contains("X-Certyn-Egress: denied");
        }
    }

    @Test
    void whereOnlyTheRunnerAndItsAgentsAreNoEnvironmentLeads() throws IOException {
        proxy.close();
        proxy =
                EgressProxy.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        passes,
                        new EgressProxy.Surroundings(
                                Optional.empty(), Set.of(), InetAddress::isLoopbackAddress));
        passes.admit(PASS);
        passes.allow("agent", List.of(origin));

        assertThat(send("GET " + origin + "/ HTTP/1.1", "", true))
                .startsWith("HTTP/1.1 403")
                .contains("X-Certyn-Egress: denied");
    }

    @Test
    void whoIsDismissedLeavesWhatItWasRefused() throws IOException {
        passes.allow("agent", List.of(origin));
        send("GET " + origin + "/ HTTP/1.1", "", true);
        send("CONNECT tracker.example:443 HTTP/1.1", "", true);
        send("CONNECT tracker.example:443 HTTP/1.1", "", true);
        send("GET http://user:word@shop.example/cart?a=b HTTP/1.1", "", true);

        assertThat(passes.dismiss("agent"))
                .containsExactly(
                        new Denied("tracker.example:443", "not_an_origin", 2),
                        new Denied("shop.example", "malformed_host", 1));
        assertThat(passes.dismiss("agent")).isEmpty();
    }

    @Test
    void refusalsAreKeptUpToALimitAndCountedBeyondIt() {
        var denials = new Denials();
        for (int i = 0; i < 1_000; i++) {
            denials.add("t" + i + ".example:443", EgressRules.Denial.NOT_AN_ORIGIN);
        }

        assertThat(denials.list())
                .hasSize(501)
                .last()
                .isEqualTo(new Denied("others", "not_an_origin", 500));
    }

    @Test
    void whatCannotBeReachedIsMarkedSo() throws IOException {
        shop.stop(0);
        passes.allow("agent", List.of(origin));

        assertThat(send("GET " + origin + "/ HTTP/1.1", "", true))
                .startsWith("HTTP/1.1 502")
                .contains("X-Certyn-Egress: unreachable");
    }

    @Test
    void whoIsDismissedLosesItsConnections() throws IOException {
        passes.allow("agent", List.of(origin));
        try (var socket = connect()) {
            write(socket, "CONNECT " + origin.substring(7) + " HTTP/1.1", true);
            assertThat(RequestHead.read(socket.getInputStream())).isPresent();

            passes.dismiss("agent");

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(send("GET " + origin + "/ HTTP/1.1", "", true)).startsWith("HTTP/1.1 407");
    }

    @Test
    void aProxyInAnotherProcessTakesOrdersOverItsSocket(@TempDir Path directory) throws Exception {
        var remote = new Passes();
        var socket = directory.resolve("control.sock");
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        EgressSocket.serve(socket, remote);
                    } catch (IOException _) {
                        // The directory goes away at the end of the test.
                    }
                });
        var control = new EgressSocket(socket);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> control.admit(PASS));

        control.allow("agent", List.of(origin));

        assertThat(remote.user("agent", "secret").orElseThrow().origins())
                .containsExactly(Origin.parse(origin).orElseThrow());
        remote.user("agent", "secret")
                .orElseThrow()
                .denied("tracker.example:443", EgressRules.Denial.NOT_AN_ORIGIN);
        assertThat(control.dismiss("agent"))
                .containsExactly(new Denied("tracker.example:443", "not_an_origin", 1));
        assertThat(remote.user("agent", "secret")).isEmpty();
    }

    private String send(String first, String body, boolean authorized) throws IOException {
        try (var socket = connect()) {
            var out = socket.getOutputStream();
            out.write(head(first, authorized, body.length()));
            out.write(body.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private void write(Socket socket, String first, boolean authorized) throws IOException {
        socket.getOutputStream().write(head(first, authorized, 0));
        socket.getOutputStream().flush();
    }

    private byte[] head(String first, boolean authorized, int length) {
        var credentials =
                Base64.getEncoder().encodeToString("agent:secret".getBytes(StandardCharsets.UTF_8));
        return (first
                        + "\r\nHost: "
                        + origin.substring("http://".length())
                        + "\r\nContent-Length: "
                        + length
                        + (authorized ? "\r\nProxy-Authorization: Basic " + credentials : "")
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}

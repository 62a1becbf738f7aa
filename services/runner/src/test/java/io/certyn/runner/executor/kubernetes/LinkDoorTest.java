package io.certyn.runner.executor.kubernetes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.protocol.link.RemoteLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LinkDoorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TOKEN = "5".repeat(64);

    @TempDir Path directory;
    private LinkDoor door;
    private ServerSocketChannel session;

    @BeforeEach
    void open() throws IOException {
        door = LinkDoor.open(0);
        var socket = directory.resolve("link.sock");
        session = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        session.bind(UnixDomainSocketAddress.of(socket));
        door.expect("a1", TOKEN, socket);
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        session.close();
    }

    @Test
    void whatEitherSideSaysReachesTheOther() throws Exception {
        try (var agent = link(TOKEN).connect();
                var runner = session.accept()) {
            agent.getOutputStream().write("hello".getBytes(US_ASCII));
            agent.getOutputStream().flush();
            assertThat(Channels.newInputStream(runner).readNBytes(5)).asString().isEqualTo("hello");

            Channels.newOutputStream(runner).write("well met".getBytes(US_ASCII));
            assertThat(agent.getInputStream().readNBytes(8)).asString().isEqualTo("well met");
        }
    }

    @Test
    void aTokenIsGoodOnce() throws Exception {
        try (var _ = link(TOKEN).connect();
                var _ = session.accept();
                var second = link(TOKEN).connect()) {
            assertThat(isTurnedAway(second)).isTrue();
        }
    }

    @Test
    void anUnknownTokenOpensNothing() throws Exception {
        try (var stranger = link("6".repeat(64)).connect()) {
            assertThat(isTurnedAway(stranger)).isTrue();
        }
        assertThatTheSessionIsStillFree();
    }

    @Test
    void theTokenOfADismissedAgentOpensNothing() throws Exception {
        door.dismiss("a1");

        try (var late = link(TOKEN).connect()) {
            assertThat(isTurnedAway(late)).isTrue();
        }
    }

    @Test
    void aDismissedAgentIsCutOff() throws Exception {
        try (var agent = link(TOKEN).connect();
                var runner = session.accept()) {
            agent.getOutputStream().write(1);
            Channels.newInputStream(runner).readNBytes(1);

            door.dismiss("a1");

            assertThat(isTurnedAway(agent)).isTrue();
            assertThat(Channels.newInputStream(runner).read()).isNegative();
        }
    }

    /** Whoever answers in the runner's place hears no token. */
    @Test
    void anAgentSpeaksToTheRunnerItWasToldOfOnly() throws Exception {
        var other = new RemoteLink("127.0.0.1", door.port(), "0".repeat(64), TOKEN);

        assertThatThrownBy(other::connect).isInstanceOf(SSLException.class);

        assertThatTheSessionIsStillFree();
    }

    @Test
    void whatIsNotTlsIsTurnedAway() throws Exception {
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            plain.getOutputStream().write((TOKEN + "\n").getBytes(US_ASCII));

            assertThat(isTurnedAway(plain)).isTrue();
        }
        assertThatTheSessionIsStillFree();
    }

    private void assertThatTheSessionIsStillFree() throws Exception {
        try (var agent = link(TOKEN).connect();
                var runner = session.accept()) {
            agent.getOutputStream().write(7);
            assertThat(Channels.newInputStream(runner).read()).isEqualTo(7);
        }
    }

    /** Whether the other side ends the connection; an alert of TLS may come before. */
    private static boolean isTurnedAway(Socket socket) {
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            while (socket.getInputStream().read() >= 0) {
                // Bytes of an alert.
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private RemoteLink link(String token) {
        return new RemoteLink("127.0.0.1", door.port(), door.certificate(), token);
    }
}

package io.certyn.runner.executor.kubernetes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Carries an agent's link from the network to the socket its session listens on. */
final class LinkBridge implements Closeable {

    private static final int PIECE = 64 * 1024;

    private final Socket plain;
    private final Socket agent;
    private final SocketChannel session;

    private LinkBridge(Socket plain, Socket agent, SocketChannel session) {
        this.plain = plain;
        this.agent = agent;
        this.session = session;
    }

    /**
     * @param plain what the agent's connection lies on; closing it never waits for the agent
     */
    static LinkBridge to(Path socket, Socket plain, Socket agent) throws IOException {
        var session = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            session.connect(UnixDomainSocketAddress.of(socket));
            return new LinkBridge(plain, agent, session);
        } catch (IOException e) {
            session.close();
            throw e;
        }
    }

    /** Carries both ways until either side ends. */
    void run() throws IOException {
        var back =
                Thread.ofVirtual()
                        .name("link-bridge")
                        .start(() -> {
                            try (this) {
                                copy(Channels.newInputStream(session), agent.getOutputStream());
                            } catch (IOException _) {
                                // The other direction says how it ended, where anybody asks.
                            }
                        });
        try (this) {
            copy(agent.getInputStream(), Channels.newOutputStream(session));
        } finally {
            back.interrupt();
        }
    }

    /** Each piece at once: a cancel does not wait for a full buffer. */
    private static void copy(InputStream from, OutputStream to) throws IOException {
        var piece = new byte[PIECE];
        int count;
        while ((count = from.read(piece)) >= 0) {
            to.write(piece, 0, count);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        try (session) {
            plain.close();
        }
    }
}

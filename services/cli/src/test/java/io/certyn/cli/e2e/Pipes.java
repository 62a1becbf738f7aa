package io.certyn.cli.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes connections and passes each on to another place, byte by byte. */
final class Pipes implements AutoCloseable {

    private final ServerSocket server;
    private final Way way;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Pipes(ServerSocket server, Way way) {
        this.server = server;
        this.way = way;
    }

    /** Decides where a connection leads; null hangs it up. */
    @FunctionalInterface
    interface Way {
        @Nullable Socket of(Socket caller) throws IOException;
    }

    static Pipes start(ServerSocket server, Way way) {
        var pipes = new Pipes(server, way);
        Thread.ofVirtual().name("pipes").start(pipes::accept);
        return pipes;
    }

    /** From a port of this address to a port that only this machine reaches. */
    static Pipes toLoopback(InetAddress from, int fromPort, int toPort) throws IOException {
        var server = new ServerSocket();
        server.bind(new InetSocketAddress(from, fromPort));
        return start(server, _ -> new Socket(InetAddress.getLoopbackAddress(), toPort));
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var caller = server.accept();
                open.add(caller);
                Thread.ofVirtual().name("pipe").start(() -> join(caller));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void join(Socket caller) {
        try (caller;
                var called = way.of(caller)) {
            if (called == null) {
                return;
            }
            open.add(called);
            var back = Thread.ofVirtual().name("pipe").start(() -> copy(called, caller));
            copy(caller, called);
            back.join();
        } catch (IOException _) {
            // Whoever hung up knows.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(caller);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException _) {
            // The other direction ends with it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}

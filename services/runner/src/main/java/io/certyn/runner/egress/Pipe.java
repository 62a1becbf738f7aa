package io.certyn.runner.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** Two connections made one. */
final class Pipe {

    /** Longer than any answer a test waits for; a dead peer must not hold a connection for ever. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

    private Pipe() {}

    /** Copies both ways until the answer is complete. */
    static void pump(
            Socket client,
            InputStream fromClient,
            Socket upstream,
            InputStream fromUpstream,
            OutputStream toClient)
            throws IOException {
        client.setSoTimeout((int) IDLE_TIMEOUT.toMillis());
        upstream.setSoTimeout((int) IDLE_TIMEOUT.toMillis());
        var sending =
                Thread.ofVirtual()
                        .name("egress")
                        .start(() -> {
                            try {
                                fromClient.transferTo(upstream.getOutputStream());
                                upstream.shutdownOutput();
                            } catch (IOException _) {
                                closeQuietly(upstream);
                            }
                        });
        try {
            fromUpstream.transferTo(toClient);
            toClient.flush();
        } finally {
            closeQuietly(client);
            sending.interrupt();
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is no longer needed, closed or not.
        }
    }
}

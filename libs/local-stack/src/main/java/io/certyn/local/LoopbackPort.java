package io.certyn.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port on loopback that is remembered in a file, so that a restart listens where it did before.
 */
public final class LoopbackPort {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 31_999;
    private static final int ATTEMPTS = 1_000;

    private static final Map<Integer, String> HANDED_OUT = new ConcurrentHashMap<>();

    private LoopbackPort() {}

    /** The port written in the file while it is free, else a free one, which is written there. */
    public static int remembered(Path file) {
        try {
            var known = read(file);
            if (known > 0 && isFree(known) && isNobodyElses(known, file.toString())) {
                return known;
            }
            var chosen = free();
            remember(file, chosen);
            return chosen;
        } catch (IOException e) {
            throw new LocalStackException(
                    "The port file " + file + " cannot be read or written.", e);
        }
    }

    /** Makes this the port of the next start. */
    public static void remember(Path file, int port) {
        HANDED_OUT.put(port, file.toString());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, Integer.toString(port));
        } catch (IOException e) {
            throw new LocalStackException(
                    "The port file " + file + " cannot be read or written.", e);
        }
    }

    /**
     * A port nobody listens on at this moment. It lies below the range from which the kernel takes
     * the ports of outgoing connections, one of which could otherwise take it before its listener.
     */
    public static int free() {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port) && isNobodyElses(port, "")) {
                return port;
            }
        }
        throw new LocalStackException("No free port on loopback was found.");
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // Connections of an earlier process in TIME_WAIT do not hold the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Ports are handed out before their listeners start, so what was handed out is remembered. */
    private static boolean isNobodyElses(int port, String owner) {
        var known = HANDED_OUT.putIfAbsent(port, owner);
        return known == null || (!owner.isEmpty() && known.equals(owner));
    }

    private static int read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        var text = Files.readString(file).strip();
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }
}

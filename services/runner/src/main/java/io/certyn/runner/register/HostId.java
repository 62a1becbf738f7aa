package io.certyn.runner.register;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Tells one host from another without naming it: only on the same host do containers prove things.
 */
public final class HostId {

    private static final List<Path> MACHINE_IDS =
            List.of(Path.of("/etc/machine-id"), Path.of("/var/lib/dbus/machine-id"));
    private static final int BYTES = 16;

    private HostId() {}

    /**
     * @param engine what tells the engine that runs agents from others: a runner in a container may
     *     share its image's machine id with runners anywhere
     */
    public static String of(Optional<String> engine) throws IOException {
        return engine.isPresent() ? hashed(engine.get()) : ofThisMachine();
    }

    private static String ofThisMachine() throws IOException {
        for (var file : MACHINE_IDS) {
            if (Files.isReadable(file)) {
                var id = Files.readString(file).strip();
                if (!id.isEmpty()) {
                    return hashed(id);
                }
            }
        }
        return hashed(InetAddress.getLocalHost().getHostName());
    }

    private static String hashed(String id) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(("certyn host " + id).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

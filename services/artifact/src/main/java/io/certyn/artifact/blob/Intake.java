package io.certyn.artifact.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Takes a body in, hashing on the way and holding no more of it than one buffer. */
public final class Intake {

    private static final int BUFFER = 64 * 1024;

    private Intake() {}

    /**
     * @throws Blobs.TooLarge if the body goes on after the limit
     */
    public static Blobs.Incoming copy(
            String location, InputStream body, WritableByteChannel out, long limit)
            throws IOException {
        var digest = sha256();
        long bytes = 0;
        var buffer = new byte[BUFFER];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes += read;
            if (bytes > limit) {
                throw new Blobs.TooLarge(limit);
            }
            digest.update(buffer, 0, read);
            var chunk = ByteBuffer.wrap(buffer, 0, read);
            while (chunk.hasRemaining()) {
                out.write(chunk);
            }
        }
        return new Blobs.Incoming(location, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package io.certyn.cli.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hex, of files that may be larger than they say. */
final class Hashes {

    private static final int BUFFER = 64 * 1024;

    private Hashes() {}

    /** Of no more than this many bytes of a file; beyond them it is not the file that was meant. */
    static String ofFile(Path file, long most) throws IOException {
        var digest = digest();
        long left = most + 1;
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            int count;
            while (left > 0 && (count = in.read(buffer, 0, (int) Math.min(BUFFER, left))) >= 0) {
                digest.update(buffer, 0, count);
                left -= count;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

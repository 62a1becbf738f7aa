package io.certyn.orchestrator.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the next page starts: the key of the last row, bound to a filter. The checksum is there so
 * that a cut or mixed-up cursor is noticed; it protects nothing, since the caller's tenant limits
 * every query anyway.
 */
public record Cursor(String after) {

    private static final int CHECKSUM = 8;
    private static final int MAX_LENGTH = 600;

    /** The opaque form, for a list with this filter. */
    public String write(String filter) {
        var key = after.getBytes(StandardCharsets.UTF_8);
        var checksum = checksum(filter, key);
        var bytes = new byte[CHECKSUM + key.length];
        System.arraycopy(checksum, 0, bytes, 0, CHECKSUM);
        System.arraycopy(key, 0, bytes, CHECKSUM, key.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty where it is no cursor of a list with this filter. */
    public static Optional<Cursor> read(String wire, String filter) {
        if (wire.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(wire);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length < CHECKSUM) {
            return Optional.empty();
        }
        var key = java.util.Arrays.copyOfRange(bytes, CHECKSUM, bytes.length);
        var told = java.util.Arrays.copyOf(bytes, CHECKSUM);
        return MessageDigest.isEqual(told, checksum(filter, key))
                ? Optional.of(new Cursor(new String(key, StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    private static byte[] checksum(String filter, byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(filter.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return java.util.Arrays.copyOf(digest.digest(key), CHECKSUM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

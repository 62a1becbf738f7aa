package io.certyn.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A random token of 256 bits that people copy: {@code <prefix>_<secret><checksum>}. The checksum
 * tells a mistyped token without a look-up and lets scanners find a leaked one with certainty.
 *
 * @param prefix everything before the last underscore, such as {@code certyn_live_<id>}
 */
public record OpaqueToken(String prefix, String secret) {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** 62^43 is just above 2^256. */
    private static final int SECRET_LENGTH = 43;

    /** 62^6 is above 2^32. */
    private static final int CHECKSUM_LENGTH = 6;

    private static final int LONGEST = 256;

    /** A new token. The random source must be a cryptographic one. */
    public static String newToken(String prefix, RandomGenerator random) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("a token needs a prefix");
        }
        var text = new StringBuilder(prefix).append('_');
        for (int i = 0; i < SECRET_LENGTH; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text + checksum(text.toString());
    }

    /** The parts of a token; empty if it is not one or was mistyped. */
    public static Optional<OpaqueToken> parse(String token) {
        var cut = token.lastIndexOf('_');
        if (token.length() > LONGEST
                || cut < 1
                || token.length() - cut - 1 != SECRET_LENGTH + CHECKSUM_LENGTH) {
            return Optional.empty();
        }
        var body = token.substring(0, token.length() - CHECKSUM_LENGTH);
        if (!token.endsWith(checksum(body))) {
            return Optional.empty();
        }
        return Optional.of(new OpaqueToken(token.substring(0, cut), body.substring(cut + 1)));
    }

    /** Whether this is a token of our making under this prefix or one that begins with it. */
    public static boolean wellFormed(String prefix, String token) {
        return parse(token)
                .filter(parts ->
                        parts.prefix().equals(prefix) || parts.prefix().startsWith(prefix + "_"))
                .isPresent();
    }

    /** What is kept instead of the token (HMAC-SHA-256). */
    public static byte[] hmac(byte[] key, String token) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return prefix + "_…";
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        var digits = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}

package io.certyn.ids;

import java.util.UUID;

/** The wire form of an id: {@code prefix_} and 26 digits of Crockford base32, lower case. */
final class WireForm {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    private WireForm() {}

    static String write(String prefix, UUID value) {
        var digits = new char[LENGTH];
        long high = value.getMostSignificantBits();
        long low = value.getLeastSignificantBits();
        for (int i = LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return prefix + "_" + new String(digits);
    }

    /**
     * Reads a wire id.
     *
     * @throws IllegalArgumentException if the prefix, the length or a digit is wrong; the message
     *     names the offending text
     */
    static UUID read(String prefix, String wire) {
        if (!wire.startsWith(prefix + "_") || wire.length() != prefix.length() + 1 + LENGTH) {
            throw new IllegalArgumentException("not a " + prefix + "_ id: " + shortened(wire));
        }
        long high = 0;
        long low = 0;
        for (int i = prefix.length() + 1; i < wire.length(); i++) {
            int digit = DIGITS.indexOf(wire.charAt(i));
            // 26 digits carry 130 bits: the first may only use three of its five.
            if (digit < 0 || (i == prefix.length() + 1 && digit > 7)) {
                throw new IllegalArgumentException("not a " + prefix + "_ id: " + shortened(wire));
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | digit;
        }
        return new UUID(high, low);
    }

    private static String shortened(String wire) {
        return wire.length() <= 60 ? wire : wire.substring(0, 60) + "…";
    }
}

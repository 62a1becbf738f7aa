package io.certyn.security;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Replaces secret values in text and streams, also where they were encoded on their way: Base64 at
 * any alignment, hexadecimal, URL, JSON and HTML escapes, single or nested once, in any mixture.
 * Matching is on bytes, so it works across the borders of chunks.
 */
public final class Redactor {

    /** What stands in place of a secret. */
    public static final String MARK = "[redacted]";

    /** A shorter value would be found everywhere, and the text would be lost. */
    public static final int SHORTEST = 4;

    /** More than any key or certificate needs, and a bound for what a stream must hold back. */
    public static final int LONGEST = 8192;

    private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.US_ASCII);

    private final int longestForm;

    /** The forms that can begin with a byte; none for most bytes, which are passed over fast. */
    private final List<List<SecretForm>> beginning;

    private Redactor(List<SecretForm> forms) {
        this.longestForm = forms.stream().mapToInt(SecretForm::longest).max().orElse(0);
        this.beginning = beginning(forms);
    }

    /**
     * A redactor for these values.
     *
     * @throws IllegalArgumentException if a value is too short to be told from ordinary text, or
     *     too long; the message does not show it
     */
    public static Redactor of(Collection<String> secrets) {
        for (var secret : secrets) {
            if (secret.length() < SHORTEST || secret.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "a secret value of %d characters cannot be redacted; %d to %d can"
                                .formatted(secret.length(), SHORTEST, LONGEST));
            }
        }
        return new Redactor(
                secrets.stream()
                        .distinct()
                        .flatMap(secret -> SecretForms.of(secret).stream())
                        .toList());
    }

    /** The text without the secrets. */
    public String redact(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        consume(bytes, 0, bytes.length, true, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Whether the text holds a secret in any form. */
    public boolean finds(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            if (end(bytes, at, bytes.length) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The bytes of the source without the secrets; closing it closes the source. */
    public InputStream redacting(InputStream source) {
        return new RedactingStream(source, this);
    }

    /** How many bytes must be at hand to decide whether a secret begins. */
    int longestForm() {
        return longestForm;
    }

    /**
     * Copies what is decided, redacted, and returns how far that went. Unless these are the last
     * bytes, it stops where a secret may begin that is not wholly there yet.
     */
    int consume(byte[] data, int from, int to, boolean last, ByteArrayOutputStream out) {
        int plain = from;
        int at = from;
        while (at < to) {
            if (beginning.get(data[at] & 0xff).isEmpty()) {
                at++;
                continue;
            }
            if (!last && to - at < longestForm) {
                break;
            }
            int end = end(data, at, to);
            if (end < 0) {
                at++;
                continue;
            }
            out.write(data, plain, at - plain);
            out.write(MARK_BYTES, 0, MARK_BYTES.length);
            at = end;
            plain = end;
        }
        out.write(data, plain, at - plain);
        return at;
    }

    /** Where the longest secret that begins here ends; negative if none does. */
    private int end(byte[] data, int at, int to) {
        int end = -1;
        for (var form : beginning.get(data[at] & 0xff)) {
            end = Math.max(end, form.match(data, at, to));
        }
        return end;
    }

    private static List<List<SecretForm>> beginning(List<SecretForm> forms) {
        return IntStream.range(0, 256)
                .mapToObj(begin -> beginningWith((byte) begin, forms))
                .toList();
    }

    private static List<SecretForm> beginningWith(byte begin, List<SecretForm> forms) {
        return forms.stream().filter(form -> form.beginsWith(begin)).toList();
    }
}

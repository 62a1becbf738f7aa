package io.certyn.runner.egress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The first line and the headers of an HTTP message, as they came. ISO-8859-1 keeps every byte.
 *
 * @param headers whole lines, in order
 */
record RequestHead(String first, List<String> headers) {

    private static final int LONGEST = 64 * 1024;

    /**
     * Reads up to and including the empty line; empty when the peer closed before the first byte.
     */
    static Optional<RequestHead> read(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        int total = 0;
        while (true) {
            var line = line(in, LONGEST - total);
            if (line == null) {
                if (lines.isEmpty()) {
                    return Optional.empty();
                }
                throw new IOException("closed within a head");
            }
            total += line.length() + 2;
            if (line.isEmpty()) {
                if (lines.isEmpty()) {
                    continue;
                }
                return Optional.of(
                        new RequestHead(
                                lines.getFirst(), List.copyOf(lines.subList(1, lines.size()))));
            }
            lines.add(line);
        }
    }

    private static @org.jspecify.annotations.Nullable String line(InputStream in, int most)
            throws IOException {
        var line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw new IOException("closed within a line");
            }
            if (next == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r'
                        ? line.substring(0, end - 1)
                        : line.toString();
            }
            if (line.length() >= most) {
                throw new IOException("a head of more than " + LONGEST + " bytes");
            }
            line.append((char) next);
        }
    }

    Optional<String> header(String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }

    /** The head with another first line, without some headers and with others at its end. */
    byte[] rewritten(String newFirst, Set<String> without, List<String> added) {
        var text = new StringBuilder(newFirst).append("\r\n");
        for (var line : headers) {
            int colon = line.indexOf(':');
            var name = colon < 0 ? line : line.substring(0, colon);
            if (!without.contains(name.strip().toLowerCase(Locale.ROOT))) {
                text.append(line).append("\r\n");
            }
        }
        added.forEach(line -> text.append(line).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}

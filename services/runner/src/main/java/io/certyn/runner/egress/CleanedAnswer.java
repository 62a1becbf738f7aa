package io.certyn.runner.egress;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An upstream's answer with its head rewritten; interim answers are swallowed. */
final class CleanedAnswer extends InputStream {

    private static final int MOST_INTERIM = 10;

    private final InputStream upstream;
    private final Set<String> without;
    private final List<String> added;
    private @Nullable InputStream head;

    CleanedAnswer(InputStream upstream, Set<String> without, List<String> added) {
        this.upstream = new BufferedInputStream(upstream);
        this.without = without;
        this.added = added;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (head == null) {
            head = new ByteArrayInputStream(cleanedHead());
        }
        int count = head.read(into, offset, length);
        return count > 0 ? count : upstream.read(into, offset, length);
    }

    private byte[] cleanedHead() throws IOException {
        for (int i = 0; i < MOST_INTERIM; i++) {
            var read = RequestHead.read(upstream);
            if (read.isEmpty()) {
                return new byte[0];
            }
            var status = read.get().first().split(" ", 3);
            if (status.length < 2 || !status[1].startsWith("1")) {
                return read.get().rewritten(read.get().first(), without, added);
            }
        }
        throw new IOException("more than " + MOST_INTERIM + " interim answers");
    }
}

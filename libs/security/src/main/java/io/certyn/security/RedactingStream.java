package io.certyn.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream that holds back just enough bytes to see a secret that spans two reads. */
final class RedactingStream extends InputStream {

    private static final int CHUNK = 8192;

    private final InputStream source;
    private final Redactor redactor;
    private final byte[] held;
    private int heldTo;
    private boolean ended;
    private byte[] ready = new byte[0];
    private int readyFrom;

    RedactingStream(InputStream source, Redactor redactor) {
        this.source = source;
        this.redactor = redactor;
        this.held = new byte[redactor.longestForm() + CHUNK];
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (readyFrom == ready.length) {
            if (ended && heldTo == 0) {
                return -1;
            }
            advance();
        }
        int count = Math.min(length, ready.length - readyFrom);
        System.arraycopy(ready, readyFrom, into, offset, count);
        readyFrom += count;
        return count;
    }

    private void advance() throws IOException {
        if (!ended) {
            int count = source.read(held, heldTo, held.length - heldTo);
            ended = count < 0;
            heldTo += Math.max(count, 0);
        }
        var out = new ByteArrayOutputStream(heldTo);
        int done = redactor.consume(held, 0, heldTo, ended, out);
        System.arraycopy(held, done, held, 0, heldTo - done);
        heldTo -= done;
        ready = out.toByteArray();
        readyFrom = 0;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

package io.certyn.agent;

import io.certyn.security.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the agent prints, line by line, without secrets: it is kept as evidence, too. */
final class RedactedOutput extends OutputStream {

    /** A line that does not end is passed on in pieces. */
    private static final int LONGEST = 64 * 1024;

    private final OutputStream target;
    private final Redactor redactor;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private RedactedOutput(OutputStream target, Redactor redactor) {
        this.target = target;
        this.redactor = redactor;
    }

    static PrintStream over(OutputStream target, Redactor redactor) {
        return new PrintStream(new RedactedOutput(target, redactor), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int letter) throws IOException {
        line.write(letter);
        if (letter == '\n' || line.size() >= LONGEST) {
            pass();
        }
    }

    private void pass() throws IOException {
        var clean = redactor.redact(line.toString(StandardCharsets.UTF_8));
        target.write(clean.getBytes(StandardCharsets.UTF_8));
        target.flush();
        line.reset();
    }

    @Override
    public synchronized void close() throws IOException {
        pass();
        target.close();
    }
}

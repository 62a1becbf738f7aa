package io.certyn.cli.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells a waiting user what has happened since the start; standard output is for results. */
final class Progress {

    private final PrintStream out;
    private final long started = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String what) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", elapsed().toMillis() / 1000.0, what);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}

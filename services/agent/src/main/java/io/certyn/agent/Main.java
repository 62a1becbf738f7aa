package io.certyn.agent;

import java.io.IOException;
import java.nio.file.Files;

/** Starts the agent; the exit status says how it ended, see {@link Agent.End}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty(
                "java.util.logging.SimpleFormatter.format",
                "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
        var settings = Settings.of(System.getenv());
        var redactor = settings.redactor();
        System.setOut(RedactedOutput.over(System.out, redactor));
        System.setErr(RedactedOutput.over(System.err, redactor));
        var directory = settings.browser().directory();
        Files.createDirectories(directory);
        // The driver unpacks itself: below our own directory, which the runner deletes.
        System.setProperty("playwright.driver.tmpdir", directory.toString());
        int status = new Agent(settings).run().status();
        // Killed, not closed: they are used once, and a browser that closes in order takes a core
        // from the next session.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(status);
    }
}

package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program of the product as a child process; its output goes to its log. */
final class ChildProcess implements Running {

    private static final long LARGEST_LOG = 16L << 20;

    private final Process process;
    private final Duration patience;

    private ChildProcess(Process process, Duration patience) {
        this.process = process;
        this.patience = patience;
    }

    /**
     * The environment is the parent's with these variables added: secrets belong there.
     *
     * @param patience how long it may take to end before it is killed
     */
    static ChildProcess start(
            List<String> command, Map<String, String> environment, Path log, Duration patience) {
        try {
            if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
                var previous = log.resolveSibling(log.getFileName() + ".1");
                Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
            }
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ChildProcess(builder.start(), patience);
        } catch (IOException e) {
            throw new LocalStackException(
                    command.getFirst() + " cannot be run: " + e.getMessage(), e);
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletableFuture<?> onExit() {
        return process.onExit();
    }

    @Override
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

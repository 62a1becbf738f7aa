package io.certyn.cli.local;

import io.certyn.cli.exit.ExitCode;
import io.certyn.local.LocalStackException;
import io.certyn.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops a stack; its data stays. */
@Command(name = "down", description = "Stop Certyn on this machine; its data stays.")
public final class DownCommand implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofSeconds(40);

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Data directory of the stack; .certyn in the checkout by default.")
    private @Nullable Path dataDirectory;

    @Override
    public Integer call() throws InterruptedException {
        var data = StackOptions.dataDirectory(dataDirectory);
        data.refuseUnlessDirectory();
        var supervisor = ProcessLedger.supervisor(data.processes());
        if (supervisor.isPresent()) {
            stop(supervisor.get());
        }
        // What a killed supervisor left, or one that did not end in time.
        ProcessLedger.endLeftovers(data.processes());
        LocalPostgres.stopLeftover(data.postgres());
        try {
            Files.deleteIfExists(data.summary());
        } catch (IOException e) {
            throw new LocalStackException(data.summary() + " cannot be deleted.", e);
        }
        System.err.println(supervisor.isPresent() ? "Stopped." : "Nothing was running.");
        return ExitCode.PASSED.code();
    }

    private static void stop(ProcessHandle supervisor) throws InterruptedException {
        supervisor.destroy();
        try {
            supervisor.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            supervisor.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the supervisor failed", e);
        }
    }
}

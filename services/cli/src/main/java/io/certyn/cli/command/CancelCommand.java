package io.certyn.cli.command;

import io.certyn.cli.exit.ExitCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels a run, with a reason that its record keeps. */
@Command(name = "cancel", description = "Cancel a run.")
public final class CancelCommand implements Callable<Integer> {

    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "RUN", description = "Id of the run.")
    private String run = "";

    @Option(names = "--reason", required = true, description = "Why; the run's record keeps it.")
    private String reason = "";

    @Override
    public Integer call() {
        connection
                .open()
                .post(
                        "/api/v1/runs/" + Paths.segment(run) + "/cancellation",
                        Map.of("reason", reason),
                        Map.of());
        System.err.println("Cancelling " + run + ".");
        return ExitCode.PASSED.code();
    }
}

package io.certyn.cli.command;

import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a run's steps, one JSON document per line. */
@Command(name = "logs", description = "Print the steps of a run as NDJSON.")
public final class LogsCommand implements Callable<Integer> {

    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "RUN", description = "Id of the run.")
    private String run = "";

    @Override
    public Integer call() {
        var path = "/api/v1/runs/" + Paths.segment(run) + "/logs";
        try (var steps = connection.open().stream(path)) {
            steps.transferTo(System.out);
            System.out.flush();
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "The log broke off: " + e + ".");
        }
        return ExitCode.PASSED.code();
    }
}

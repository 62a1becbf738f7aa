package io.certyn.cli.command;

import io.certyn.cli.client.RunFollower;
import io.certyn.cli.output.RunProgress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows a run that somebody started. */
@Command(name = "watch", description = "Follow a run to its verdict.")
public final class WatchCommand implements Callable<Integer> {

    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "RUN", description = "Id of the run.")
    private String run = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30m",
            converter = Durations.class,
            description = "How long to wait (default ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(30);

    @Option(names = "--json", description = "Print the finished run as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var progress = new RunProgress(System.err);
        var finished =
                new RunFollower(connection.open(), InstantSource.system())
                        .follow(Paths.segment(run), timeout, progress::show);
        return RunCommand.finish(finished, json);
    }
}

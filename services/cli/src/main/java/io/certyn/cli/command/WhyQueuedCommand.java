package io.certyn.cli.command;

import io.certyn.cli.exit.ExitCode;
import io.certyn.cli.output.QueueReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what keeps a run's oldest waiting session in the queue. */
@Command(name = "why-queued", description = "Say why a run still waits.")
public final class WhyQueuedCommand implements Callable<Integer> {

    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "RUN", description = "Id of the run.")
    private String run = "";

    @Option(names = "--json", description = "Print the explanation as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var explanation = connection.open().get("/api/v1/queue/explain?run=" + Paths.segment(run));
        System.out.println(json ? explanation.toPrettyString() : QueueReport.text(explanation));
        return ExitCode.PASSED.code();
    }
}

package io.certyn.cli.local;

import io.certyn.cli.exit.ExitCode;
import io.certyn.cli.output.RunProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts everything once, runs the demo and stops again, so that each JVM records its start. The
 * launcher calls it after a build; its own JVM records itself.
 */
@Command(name = "rehearse", hidden = true, description = "Record how the parts start.")
public final class RehearseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        var checkout = Checkout.current();
        var starts = RecordedStarts.toRecord(checkout);
        var progress = new Progress(System.err);
        var scratch = Files.createTempDirectory("certyn-rehearsal");
        Files.createDirectories(checkout.recordedStarts());
        try {
            AgentRehearsal.run(
                    Jvm.program(),
                    AgentProgram.of(checkout, starts),
                    checkout.node(),
                    Files.createDirectory(scratch.resolve("agent")));
            progress.say("the agent's start is recorded");
            stack(checkout, starts, scratch.resolve("data"), progress);
            progress.say("the starts of all parts are recorded");
        } finally {
            Scratch.delete(scratch);
        }
        return ExitCode.PASSED.code();
    }

    private static void stack(
            Checkout checkout, RecordedStarts starts, Path data, Progress progress) {
        var options = new StackOptions();
        options.dataDirectory = data;
        options.executor = Executor.PROCESS;
        try (var stack = LocalStack.start(checkout, options, starts, progress)) {
            DemoRun.start(stack, progress, new RunProgress(System.err));
            progress.say("each part writes what it recorded");
        }
    }
}

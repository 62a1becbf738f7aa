package io.certyn.cli.local;

import io.certyn.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records the start of an agent that lies elsewhere, such as one about to become an image. */
@Command(
        name = "rehearse-agent",
        hidden = true,
        description = "Record how the agent of an image starts.")
public final class RehearseAgentCommand implements Callable<Integer> {

    @Option(names = "--home", required = true, description = "Holds java, agent.jar and driver.")
    private Path home = Path.of("");

    @Option(names = "--output", required = true, description = "The file to write.")
    private Path output = Path.of("");

    @Parameters(description = "Options of the JVM, as the image will have them.")
    private List<String> options = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var root = home.toAbsolutePath();
        var program =
                new AgentProgram(root.resolve("agent.jar"), options)
                        .with("-XX:AOTCacheOutput=" + output.toAbsolutePath())
                        .with("-Dplaywright.cli.dir=" + root.resolve("driver"));
        var scratch = Files.createTempDirectory("certyn-rehearsal");
        try {
            AgentRehearsal.run(
                    root.resolve("java/bin/java"), program, root.resolve("driver/node"), scratch);
        } finally {
            Scratch.delete(scratch);
        }
        return ExitCode.PASSED.code();
    }
}

package io.certyn.cli;

import io.certyn.cli.command.ArtifactsCommand;
import io.certyn.cli.command.CancelCommand;
import io.certyn.cli.command.CasesCommand;
import io.certyn.cli.command.EvidenceCommand;
import io.certyn.cli.command.ExploreCommand;
import io.certyn.cli.command.LogsCommand;
import io.certyn.cli.command.RunCommand;
import io.certyn.cli.command.RunnersCommand;
import io.certyn.cli.command.WatchCommand;
import io.certyn.cli.command.WhyQueuedCommand;
import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import io.certyn.cli.local.BackingCommand;
import io.certyn.cli.local.DemoCommand;
import io.certyn.cli.local.DownCommand;
import io.certyn.cli.local.RehearseAgentCommand;
import io.certyn.cli.local.RehearseCommand;
import io.certyn.cli.local.UpCommand;
import io.certyn.local.LocalStackException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The {@code certyn} command. */
@Command(
        name = "certyn",
        description = "Runs end-to-end tests written in plain language.",
        mixinStandardHelpOptions = true,
        version = "certyn 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            BackingCommand.class,
            RehearseCommand.class,
            RehearseAgentCommand.class,
            RunCommand.class,
            ExploreCommand.class,
            WatchCommand.class,
            CancelCommand.class,
            LogsCommand.class,
            ArtifactsCommand.class,
            EvidenceCommand.class,
            WhyQueuedCommand.class,
            RunnersCommand.class,
            CasesCommand.class
        })
public final class Main {

    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger LIBRARIES = Logger.getLogger("");

    private Main() {}

    public static void main(String[] arguments) {
        // Libraries log their lives; a user reads the sentence of the failure instead.
        LIBRARIES.setLevel(Level.SEVERE);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::failed);
    }

    private static int failed(Exception failure, CommandLine command, ParseResult result) {
        return switch (failure) {
            case CommandFailed known -> say(known.getMessage(), known.exit());
            case LocalStackException known -> say(known.getMessage(), ExitCode.LOCAL_STACK);
            case UncheckedIOException file ->
                    say(file.getMessage() + ": " + file.getCause() + ".", ExitCode.LOCAL_STACK);
            case InterruptedException _ -> say("Interrupted.", ExitCode.INTERRUPTED);
            default -> {
                failure.printStackTrace(command.getErr());
                yield ExitCode.ERROR.code();
            }
        };
    }

    private static int say(@Nullable String sentence, ExitCode exit) {
        System.err.println(sentence);
        return exit.code();
    }
}

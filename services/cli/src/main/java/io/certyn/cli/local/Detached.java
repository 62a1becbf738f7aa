package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A supervisor in a session of its own, which outlives the terminal it was started from. */
final class Detached {

    private Detached() {}

    /** Returns once every part is ready. */
    static Summary start(StackOptions options) {
        var data = options.data();
        data.prepare();
        var log = data.log(ProcessLedger.SUPERVISOR);
        try {
            Files.deleteIfExists(log);
            var supervisor =
                    new ProcessBuilder(command(options, data))
                            .redirectErrorStream(true)
                            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(log.toFile())
                            .start();
            while (!isReady(data, supervisor.pid())) {
                if (!supervisor.isAlive()) {
                    throw new LocalStackException(lastLine(log));
                }
                Probe.pause();
            }
            return Summary.read(data);
        } catch (IOException e) {
            throw new LocalStackException("The supervisor cannot be run: " + e.getMessage(), e);
        }
    }

    private static boolean isReady(DataDirectory data, long supervisor) {
        return Files.exists(data.summary())
                && ProcessLedger.supervisor(data.processes())
                        .filter(process -> process.pid() == supervisor)
                        .isPresent();
    }

    private static List<String> command(StackOptions options, DataDirectory data) {
        var command = new ArrayList<String>();
        command.add("setsid");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var classPath = System.getProperty("java.class.path");
        var starts = RecordedStarts.of(Checkout.current());
        command.addAll(Jvm.options("128m", starts.options("cli", Path.of(classPath))));
        command.addAll(
                List.of(
                        "-Dcertyn.root=" + Checkout.current().root(),
                        "-cp",
                        classPath,
                        "io.certyn.cli.Main",
                        "up",
                        "--data-dir",
                        data.root().toString(),
                        "--executor",
                        options.executor.key()));
        if (options.port != null) {
            command.addAll(List.of("--port", options.port.toString()));
        }
        return command;
    }

    private static String lastLine(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return lines.isEmpty() ? "The supervisor ended without a word." : lines.getLast();
    }
}

package io.certyn.cli.local;

import io.certyn.cli.exit.ExitCode;
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
        var before = Footprint.of(data);
        data.prepare();
        var log = data.log(ProcessLedger.SUPERVISOR);
        try {
            data.lock().close();
            data.makeLogs();
            Files.deleteIfExists(log);
            var supervisor =
                    new ProcessBuilder(command(options, data))
                            .redirectErrorStream(true)
                            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(log.toFile())
                            .start();
            while (!isReady(data, supervisor.pid())) {
                if (!supervisor.isAlive()) {
                    var refusal = refusal(supervisor.exitValue(), log);
                    restore(data, before);
                    throw refusal;
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
        command.add(Jvm.program().toString());
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

    /** Under the lock, so that it is not the files of another start, which was quicker. */
    private static void restore(DataDirectory data, Footprint before) throws IOException {
        try (var _ = data.lock()) {
            if (!data.hasStarted()) {
                before.restore();
            }
        }
    }

    /** The supervisor says its sentence last; one that failed otherwise left a stack trace. */
    private static LocalStackException refusal(int exit, Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return new LocalStackException(
                exit == ExitCode.LOCAL_STACK.code() && !lines.isEmpty()
                        ? lines.getLast()
                        : "The supervisor ended with " + exit + "; its log is " + log + ".");
    }
}

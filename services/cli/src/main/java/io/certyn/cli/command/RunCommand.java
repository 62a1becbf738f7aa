package io.certyn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.cli.client.ApiClient;
import io.certyn.cli.client.RunFollower;
import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import io.certyn.cli.output.RunProgress;
import io.certyn.cli.output.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a run and, unless told otherwise, follows it to its verdict. */
@Command(name = "run", description = "Start a run and follow it to its verdict.")
public final class RunCommand implements Callable<Integer> {

    @Mixin private Connection connection = new Connection();

    @Option(names = "--project", required = true, description = "Slug or id of the project.")
    private String project = "";

    @Option(
            names = "--environment",
            required = true,
            description = "Slug or id of the environment.")
    private String environment = "";

    @Option(names = "--suite", description = "The suite to run.")
    private @Nullable String suite;

    @Option(names = "--case", paramLabel = "KEY", description = "A case to run; may be repeated.")
    private List<String> cases = List.of();

    @Option(names = "--tag", description = "Run the cases with this tag; may be repeated.")
    private List<String> tags = List.of();

    @Option(
            names = "--priority",
            paramLabel = "0..4",
            description = "A higher one is leased first; 2 where none is named.")
    private @Nullable Integer priority;

    @Option(
            names = "--not-before",
            paramLabel = "TIME",
            converter = StartTimes.class,
            description =
                    "When its sessions may start: 2026-12-01T08:00Z, or +15m from now. Until then"
                            + " they wait in the queue.")
    private @Nullable Instant notBefore;

    @Option(names = "--no-wait", description = "Print the run and do not wait for it.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30m",
            converter = Durations.class,
            description =
                    "How long to wait (default ${DEFAULT-VALUE}), from the start that"
                            + " --not-before names; the run goes on after that.")
    private Duration timeout = Duration.ofMinutes(30);

    @Option(names = "--json", description = "Print the run as JSON.")
    private boolean json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML.")
    private @Nullable Path junit;

    @Option(
            names = "--idempotency-key",
            description = "Repeat with the same key to get the same run.")
    private @Nullable String idempotencyKey;

    @Override
    public Integer call() {
        if (junit != null && !noWait) {
            requireWritable(junit);
        }
        var api = connection.open();
        var created =
                api.post(
                        "/api/v1/projects/" + Paths.segment(project) + "/runs",
                        selection(),
                        Map.of(
                                "Idempotency-Key",
                                Optional.ofNullable(idempotencyKey)
                                        .orElseGet(() -> UUID.randomUUID().toString())));
        var id = created.path("id").asText();
        System.err.println("Run #" + created.path("number").asLong() + " " + id);
        if (noWait) {
            System.out.println(json ? created.toPrettyString() : id);
            return ExitCode.PASSED.code();
        }
        JsonNode run;
        try (var _ = CancelOnSignal.of(api, id)) {
            var progress = new RunProgress(System.err);
            run =
                    new RunFollower(api, InstantSource.system())
                            .follow(id, patience(), progress::show);
        }
        int exit = finish(run, json);
        if (junit == null) {
            return exit;
        }
        int reported = writeJunit(api, id, junit).code();
        // A report that is missing is no reason to call a failed run anything else.
        return exit == ExitCode.PASSED.code() ? reported : exit;
    }

    private Duration patience() {
        var now = InstantSource.system().instant();
        return notBefore == null || notBefore.isBefore(now)
                ? timeout
                : timeout.plus(Duration.between(now, notBefore));
    }

    /** Said before there is a run whose verdict would be lost. */
    private static void requireWritable(Path file) {
        var folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        var writable =
                Files.exists(file)
                        ? !Files.isDirectory(file) && Files.isWritable(file)
                        : Files.isDirectory(folder) && Files.isWritable(folder);
        if (!writable) {
            throw new CommandFailed(ExitCode.USAGE, "Cannot write " + file + ".");
        }
    }

    static int finish(JsonNode run, boolean json) {
        System.out.print(
                json
                        ? run.toPrettyString() + "\n"
                        : RunReport.table(run) + RunReport.sentence(run) + "\n");
        return ExitCode.of(run).code();
    }

    private Map<String, Object> selection() {
        var body = new LinkedHashMap<String, Object>();
        if (suite != null) {
            body.put("suite", suite);
        }
        if (!cases.isEmpty()) {
            body.put("cases", cases);
        }
        if (!tags.isEmpty()) {
            body.put("tags", tags);
        }
        if (body.size() != 1) {
            throw new CommandFailed(
                    ExitCode.USAGE, "Give exactly one of --suite, --case and --tag.");
        }
        body.put("environment", environment);
        if (priority != null) {
            body.put("priority", priority);
        }
        if (notBefore != null) {
            body.put("notBefore", notBefore.toString());
        }
        return body;
    }

    /** What became of the report; what went wrong is said here. */
    private static ExitCode writeJunit(ApiClient api, String id, Path file) {
        byte[] bytes;
        try (var report = api.stream("/api/v1/runs/" + id + "/exports/junit")) {
            bytes = report.readAllBytes();
        } catch (CommandFailed e) {
            System.err.println("No JUnit report: " + e.getMessage());
            return e.exit();
        } catch (IOException e) {
            System.err.println("No JUnit report: it broke off (" + e + ").");
            return ExitCode.UNREACHABLE;
        }
        try {
            Files.write(file, bytes);
            return ExitCode.PASSED;
        } catch (IOException e) {
            System.err.println("Cannot write " + file + ": " + e + ".");
            return ExitCode.USAGE;
        }
    }
}

package io.certyn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.certyn.cli.client.ApiClient;
import io.certyn.cli.client.RunFollower;
import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import io.certyn.cli.output.FindingsReport;
import io.certyn.cli.output.RunProgress;
import io.certyn.cli.output.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets the explorer look around an environment and tells what it found. */
@Command(
        name = "explore",
        description = "Look around an environment: what is wrong, and which cases are missing.")
public final class ExploreCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FINDINGS = "findings.json";
    private static final String PROPOSALS = "proposals/";

    @Mixin private Connection connection = new Connection();

    @Option(names = "--project", required = true, description = "Slug or id of the project.")
    private String project = "";

    @Option(
            names = "--environment",
            required = true,
            description = "Slug or id of the environment.")
    private String environment = "";

    @Option(names = "--states", description = "Pages and dialogs at most (usually 60).")
    private @Nullable Integer states;

    @Option(names = "--depth", description = "Links away from the base URL at most (usually 4).")
    private @Nullable Integer depth;

    @Option(
            names = "--time",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long to look around at most (usually 10m).")
    private @Nullable Duration time;

    @Option(
            names = "--requests-per-second",
            paramLabel = "N",
            description = "How often to ask the application (usually 2).")
    private @Nullable Double requestsPerSecond;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where to write findings, inventory and proposed cases.")
    private @Nullable Path output;

    @Option(names = "--no-wait", description = "Print the run and do not wait for it.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30m",
            converter = Durations.class,
            description =
                    "How long to wait (default ${DEFAULT-VALUE}); the run goes on after that.")
    private Duration timeout = Duration.ofMinutes(30);

    @Option(names = "--json", description = "Print the run as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var api = connection.open();
        var created =
                api.post(
                        "/api/v1/projects/" + Paths.segment(project) + "/runs",
                        Map.of("environment", environment, "exploration", limits()),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        var id = created.path("id").asText();
        System.err.println("Run #" + created.path("number").asLong() + " " + id);
        if (noWait) {
            System.out.println(json ? created.toPrettyString() : id);
            return ExitCode.PASSED.code();
        }
        JsonNode run;
        try (var _ = CancelOnSignal.of(api, id)) {
            var progress = new RunProgress(System.err);
            run = new RunFollower(api, InstantSource.system()).follow(id, timeout, progress::show);
        }
        var left = left(api, run);
        if (output != null) {
            for (var artifact : left) {
                ArtifactsCommand.download(api, artifact, output, artifact.path("name").asText());
            }
        }
        var exit = ExitCode.of(run);
        if (exit == ExitCode.PASSED && !json) {
            tell(api, run, left);
        } else {
            RunCommand.finish(run, json);
        }
        return exit.code();
    }

    /** What the exploration wrote down, also one that did not come to its end. */
    private static List<JsonNode> left(ApiClient api, JsonNode run) {
        return ArtifactsCommand.all(api, run.path("id").asText()).stream()
                .filter(artifact -> artifact.path("kind").asText().equals("exploration"))
                .toList();
    }

    private Map<String, Object> limits() {
        var limits = new LinkedHashMap<String, Object>();
        if (states != null) {
            limits.put("states", states);
        }
        if (depth != null) {
            limits.put("depth", depth);
        }
        if (time != null) {
            limits.put("time", time.toString());
        }
        if (requestsPerSecond != null) {
            limits.put("requestsPerSecond", requestsPerSecond);
        }
        return limits;
    }

    private void tell(ApiClient api, JsonNode run, List<JsonNode> left) {
        var proposals =
                left.stream()
                        .filter(one -> one.path("name").asText().startsWith(PROPOSALS))
                        .count();
        System.out.print(FindingsReport.of(findings(api, left).path("findings")));
        System.out.println(RunReport.sentence(run));
        System.out.println(
                proposals
                        + " cases proposed, each of which has passed once"
                        + (output == null ? "; --output FOLDER writes them." : "."));
    }

    private static JsonNode findings(ApiClient api, List<JsonNode> artifacts) {
        var file =
                artifacts.stream()
                        .filter(artifact -> artifact.path("name").asText().equals(FINDINGS))
                        .findFirst()
                        .orElseThrow(() ->
                                new CommandFailed(
                                        ExitCode.ERROR, "The exploration left no findings."));
        try (var bytes = ArtifactsCommand.content(api, file)) {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "The findings broke off: " + e + ".");
        }
    }
}

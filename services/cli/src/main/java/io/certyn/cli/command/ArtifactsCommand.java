package io.certyn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.cli.client.ApiClient;
import io.certyn.cli.evidence.ManifestSeal;
import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists a run's evidence, or fetches it. */
@Command(name = "artifacts", description = "List or download the evidence of a run.")
public final class ArtifactsCommand {

    @Command(name = "ls", description = "List the artifacts of a run.")
    int list(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN", description = "Id of the run.") String run,
            @Option(names = "--json", description = "Print one JSON array.") boolean json) {
        var artifacts = all(connection.open(), run);
        if (json) {
            System.out.println(artifacts);
        } else {
            artifacts.forEach(artifact -> System.out.println(line(artifact)));
        }
        return ExitCode.PASSED.code();
    }

    @Command(name = "get", description = "Download the artifacts of a run, a folder per session.")
    int get(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN", description = "Id of the run.") String run,
            @Option(names = "--output", defaultValue = ".", description = "Folder to write to.")
                    Path output) {
        var api = connection.open();
        int written = 0;
        for (var artifact : all(api, run)) {
            var folder = output.resolve(artifact.path("session").asText());
            download(api, artifact, folder, artifact.path("name").asText());
            written++;
        }
        System.err.println(written + " files written to " + output + ".");
        return ExitCode.PASSED.code();
    }

    static List<JsonNode> all(ApiClient api, String run) {
        return api.all("/api/v1/runs/" + Paths.segment(run) + "/artifacts?limit=200");
    }

    private static String line(JsonNode artifact) {
        return "%s  %-12s %9d  %s/%s"
                .formatted(
                        artifact.path("id").asText(),
                        artifact.path("kind").asText(),
                        artifact.path("bytes").asLong(),
                        artifact.path("session").asText(),
                        artifact.path("name").asText());
    }

    static void download(ApiClient api, JsonNode artifact, Path output, String name) {
        var target = output.resolve(name).normalize();
        if (!target.startsWith(output.normalize())) {
            throw new CommandFailed(
                    ExitCode.ERROR, "An artifact's name leads out of " + output + ".");
        }
        try (var bytes = content(api, artifact)) {
            Files.createDirectories(target.getParent());
            Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
            if (artifact.path("kind").asText().equals("manifest")) {
                ManifestSeal.write(target, artifact.path("sha256").asText());
            }
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.USAGE, "Cannot write " + target + ": " + e + ".");
        }
    }

    static InputStream content(ApiClient api, JsonNode artifact) {
        return api.stream(
                "/api/v1/artifacts/"
                        + artifact.path("id").asText()
                        + "/content?disposition=attachment");
    }
}

package io.certyn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done with case files. */
@Command(name = "cases", description = "Check case files.")
public final class CasesCommand {

    /** As many as the API takes at once: files may run each other's shared steps. */
    private static final int MOST_FILES = 500;

    @Command(
            name = "lint",
            description =
                    "Check case files against the grammar, each other and the project's shared"
                            + " steps. Ends with 1 where something is wrong.")
    int lint(
            @Mixin Connection connection,
            @Option(
                            names = "--project",
                            required = true,
                            description = "Slug or id of the project.")
                    String project,
            @Option(names = "--json", description = "Print one JSON array.") boolean json,
            @Parameters(
                            paramLabel = "PATH",
                            arity = "1..*",
                            description = "Files, and folders with .md files below them.")
                    List<Path> paths) {
        var files = read(paths);
        var problems =
                connection
                        .open()
                        .post(
                                "/api/v1/projects/" + Paths.segment(project) + "/cases:lint",
                                files,
                                Map.of())
                        .path("problems");
        if (json) {
            System.out.println(problems.toPrettyString());
        } else {
            problems.forEach(problem -> System.out.println(line(problem)));
        }
        long errors = errors(problems);
        System.err.printf(
                "%d files: %d errors, %d warnings.%n",
                files.size(), errors, problems.size() - errors);
        return (errors > 0 ? ExitCode.FAILED : ExitCode.PASSED).code();
    }

    private static long errors(JsonNode problems) {
        return StreamSupport.stream(problems.spliterator(), false)
                .filter(problem -> problem.path("severity").asText().equals("error"))
                .count();
    }

    private static String line(JsonNode problem) {
        var said =
                "%s:%d:%d: %s: %s"
                        .formatted(
                                problem.path("path").asText(),
                                problem.path("line").asInt(),
                                problem.path("column").asInt(),
                                problem.path("severity").asText(),
                                problem.path("message").asText());
        return problem.hasNonNull("suggestion")
                ? said + System.lineSeparator() + "    try: " + problem.path("suggestion").asText()
                : said;
    }

    private static List<Map<String, String>> read(List<Path> paths) {
        var found = new LinkedHashSet<Path>();
        paths.forEach(path -> find(path, found));
        if (found.isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "There are no case files.");
        }
        if (found.size() > MOST_FILES) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    found.size() + " files; at most " + MOST_FILES + " are checked at once.");
        }
        var files = new ArrayList<Map<String, String>>();
        for (var path : found) {
            files.add(Map.of("path", path.toString(), "text", text(path)));
        }
        return files;
    }

    private static void find(Path path, SequencedSet<Path> found) {
        if (!Files.isDirectory(path)) {
            found.add(path);
            return;
        }
        try (var tree = Files.walk(path)) {
            tree.filter(CasesCommand::isCase).sorted().forEach(found::add);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static boolean isCase(Path path) {
        var name = path.getFileName().toString();
        return name.endsWith(".md") && !name.equals("README.md") && Files.isRegularFile(path);
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (MalformedInputException e) {
            throw new CommandFailed(ExitCode.USAGE, path + " is no text in UTF-8.");
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static CommandFailed unreadable(Path path, IOException e) {
        return new CommandFailed(ExitCode.USAGE, "Cannot read " + path + ": " + e + ".");
    }
}

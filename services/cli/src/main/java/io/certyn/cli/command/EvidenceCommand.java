package io.certyn.cli.command;

import io.certyn.cli.evidence.Pack;
import io.certyn.cli.evidence.PackReport;
import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import io.certyn.cli.output.EvidenceReport;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks downloaded evidence, without a server. */
@Command(name = "evidence", description = "Check or explain downloaded evidence, offline.")
public final class EvidenceCommand {

    @Command(
            name = "verify",
            description = {
                "Check hashes and chain, and judge steps and cases again from what the trace"
                        + " records: texts are compared again, choices and acts held against"
                        + " each other; states, counts and traffic are the agent's word.",
                "Exits 0 when all holds, 1 when anything was changed or does not follow, 2 when"
                        + " there is no evidence there, 7 when the trace ends before its verdict."
            })
    int verify(@Parameters(paramLabel = "PACK", description = "Folder or zip.") Path pack) {
        var reports = reports(pack);
        reports.forEach(report -> System.out.print(EvidenceReport.verified(report)));
        if (reports.stream().anyMatch(report -> !report.problems().isEmpty())) {
            return ExitCode.FAILED.code();
        }
        return reports.stream().allMatch(PackReport::isFinished)
                ? ExitCode.PASSED.code()
                : ExitCode.REVIEW.code();
    }

    @Command(
            name = "explain",
            description =
                    "Say of each step what was looked for, what was found and why it was taken.")
    int explain(@Parameters(paramLabel = "PACK", description = "Folder or zip.") Path pack) {
        reports(pack).forEach(report -> System.out.print(EvidenceReport.explained(report)));
        return ExitCode.PASSED.code();
    }

    private static List<PackReport> reports(Path pack) {
        List<PackReport> reports;
        try {
            if (Files.isDirectory(pack)) {
                reports = reportsBelow(pack);
            } else {
                try (var zip = FileSystems.newFileSystem(pack)) {
                    reports = reportsBelow(zip.getPath("/"));
                }
            }
        } catch (IOException | ProviderNotFoundException e) {
            throw new CommandFailed(ExitCode.USAGE, "Cannot read " + pack + ": " + e + ".");
        }
        if (reports.isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "There is no evidence in " + pack + ".");
        }
        return reports;
    }

    private static List<PackReport> reportsBelow(Path root) throws IOException {
        var reports = new ArrayList<PackReport>();
        for (var one : Pack.below(root)) {
            reports.add(one.check());
        }
        return reports;
    }
}

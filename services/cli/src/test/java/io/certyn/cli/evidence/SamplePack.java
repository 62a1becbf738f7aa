package io.certyn.cli.evidence;

import io.certyn.protocol.EvidenceManifest;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Uploads;
import io.certyn.protocol.step.Expectation.Comparison;
import io.certyn.protocol.trace.Proof;
import io.certyn.protocol.trace.TraceChain;
import io.certyn.protocol.trace.TraceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The evidence of one session with one case of one check, sealed over whatever it holds. */
public final class SamplePack {

    static final String SESSION = "ses_1";

    private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

    private static final TraceChain.Place CHECK =
            new TraceChain.Place(Optional.of("cart"), Optional.of(1));

    private SamplePack() {}

    /**
     * A pack whose check saw this text, where "5 EUR" was expected.
     *
     * @param outcome what the agent says it came to
     */
    public static Path write(Path folder, String seen, String outcome, boolean finished)
            throws IOException {
        Files.createDirectories(folder.resolve("steps"));
        Files.write(folder.resolve("steps/0001-after.jpg"), PICTURE);
        Files.writeString(folder.resolve("steps.ndjson"), "{\"step\":1}\n");
        Files.writeString(
                folder.resolve("agent-trace.jsonl"),
                String.join("\n", trace(folder, seen, outcome, finished)) + "\n");
        seal(folder);
        return folder;
    }

    /** An exploration that saw one page and tried one case, as the agent leaves it. */
    public static Path writeExploration(Path folder) throws IOException {
        write(folder, "5 EUR", "passed", false);
        var chain = new TraceChain("run_1", SESSION);
        var lines = new ArrayList<String>();
        var explored = new TraceChain.Place(Optional.of("exploration"), Optional.empty());
        var exploration = new TraceRecord.CaseStart(TraceRecord.CaseKind.EXPLORATION);
        lines.add(chain.append(Instant.EPOCH, explored, exploration));
        var page = new TraceChain.Place(Optional.of("exploration"), Optional.of(1));
        for (var record :
                List.of(
                        new TraceRecord.StepStart("Visit http://shop/", null, false, null),
                        new TraceRecord.StepEnd("passed", null, "200 in 5 ms", 9))) {
            lines.add(chain.append(Instant.EPOCH, page, record));
        }
        var tried = new TraceChain.Place(Optional.of("cart"), Optional.empty());
        var trial = new TraceRecord.CaseStart(TraceRecord.CaseKind.TRIAL);
        lines.add(chain.append(Instant.EPOCH, tried, trial));
        for (var record : check(folder, "5 EUR", "passed")) {
            lines.add(chain.append(Instant.EPOCH, CHECK, record));
        }
        var end = new TraceRecord.SessionEnd(Map.of("exploration", "passed"), 9);
        lines.add(chain.append(Instant.EPOCH, TraceChain.Place.SESSION, end));
        Files.writeString(folder.resolve("agent-trace.jsonl"), String.join("\n", lines) + "\n");
        seal(folder);
        return folder;
    }

    private static List<String> trace(Path folder, String seen, String outcome, boolean finished)
            throws IOException {
        var chain = new TraceChain("run_1", SESSION);
        var lines = new ArrayList<String>();
        for (var record : check(folder, seen, outcome)) {
            lines.add(chain.append(Instant.EPOCH, CHECK, record));
        }
        if (finished) {
            lines.add(
                    chain.append(
                            Instant.EPOCH,
                            TraceChain.Place.SESSION,
                            new TraceRecord.SessionEnd(Map.of("cart", outcome), 9)));
        }
        return lines;
    }

    private static List<TraceRecord> check(Path folder, String seen, String outcome)
            throws IOException {
        var proof = Proof.of(Comparison.CONTAINS, "5 EUR", seen);
        TraceRecord observed = new TraceRecord.Observe("http://shop/", "Shop", "00", 7, 0);
        TraceRecord verified =
                new TraceRecord.Verify("text with 5 EUR", seen, proof, proof.holds(), 1, 3);
        var picture = folder.resolve("steps/0001-after.jpg");
        return List.of(
                new TraceRecord.StepStart("Expect …", "expect", true, null),
                observed,
                verified,
                new TraceRecord.Artifact(
                        "steps/0001-after.jpg",
                        "screenshot",
                        Hashes.ofFile(picture, PICTURE.length),
                        PICTURE.length,
                        "image/jpeg"),
                observed,
                verified,
                new TraceRecord.StepEnd(outcome, null, null, 9));
    }

    private static void seal(Path folder) throws IOException {
        var files = new ArrayList<Uploads.File>();
        files.add(file(folder, "steps/0001-after.jpg", "screenshot", "image/jpeg"));
        files.add(file(folder, "steps.ndjson", "step_log", "application/x-ndjson"));
        files.add(file(folder, "agent-trace.jsonl", "agent_trace", "application/x-ndjson"));
        var manifest = folder.resolve("manifest.json");
        Files.write(
                manifest,
                ProtocolJson.MAPPER.writeValueAsBytes(new EvidenceManifest(SESSION, 1, files)));
        ManifestSeal.write(manifest, Hashes.ofFile(manifest, Files.size(manifest)));
    }

    private static Uploads.File file(Path folder, String name, String kind, String type)
            throws IOException {
        var path = folder.resolve(name);
        long bytes = Files.size(path);
        return new Uploads.File(name, kind, null, null, bytes, Hashes.ofFile(path, bytes), type);
    }
}

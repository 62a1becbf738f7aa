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

    private static List<String> trace(Path folder, String seen, String outcome, boolean finished)
            throws IOException {
        var chain = new TraceChain("run_1", SESSION);
        var place = new TraceChain.Place(Optional.of("cart"), Optional.of(1));
        var proof = Proof.of(Comparison.CONTAINS, "5 EUR", seen);
        TraceRecord observed = new TraceRecord.Observe("http://shop/", "Shop", "00", 7, 0);
        TraceRecord verified =
                new TraceRecord.Verify("text with 5 EUR", seen, proof, proof.holds(), 1, 3);
        var picture = folder.resolve("steps/0001-after.jpg");
        var records =
                List.of(
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
        var lines = new ArrayList<String>();
        records.forEach(record -> lines.add(chain.append(Instant.EPOCH, place, record)));
        if (finished) {
            lines.add(
                    chain.append(
                            Instant.EPOCH,
                            TraceChain.Place.SESSION,
                            new TraceRecord.SessionEnd(Map.of("cart", outcome), 9)));
        }
        return lines;
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

package io.certyn.agent.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.agent.report.RunnerLink;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.protocol.trace.TraceChain;
import io.certyn.protocol.trace.TraceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The evidence of one session on its way to the runner. For the session's thread only. */
public final class Evidence {

    private static final String STEP_LOG = "steps.ndjson";
    private static final int FILE_BUFFER = 1024 * 1024;

    private final RunnerLink link;
    private final TraceChain chain;
    private final Clock clock;
    private long stepLogBytes;

    public Evidence(RunnerLink link, TraceChain chain, Clock clock) {
        this.link = link;
        this.chain = chain;
        this.clock = clock;
    }

    /** Where in the session something happens. */
    public record Spot(String caseKey, String folder, int step) {

        TraceChain.Place place() {
            return new TraceChain.Place(Optional.of(caseKey), Optional.of(step));
        }
    }

    public void trace(TraceRecord what) {
        link.trace(chain.append(clock.instant(), TraceChain.Place.SESSION, what));
    }

    public void trace(Spot spot, TraceRecord what) {
        link.trace(chain.append(clock.instant(), spot.place(), what));
    }

    /** Keeps a picture of the page after a step and returns its name. */
    public String picture(Spot spot, byte[] jpeg) {
        var name = spot.folder() + String.format(Locale.ROOT, "steps/%04d-after.jpg", spot.step());
        link.chunk(
                new LinkMessages.Chunk(
                        name, "screenshot", spot.caseKey(), spot.step(), "image/jpeg", 0, true),
                jpeg);
        trace(
                spot,
                new TraceRecord.Artifact(
                        name, "screenshot", sha256(jpeg), jpeg.length, "image/jpeg"));
        return name;
    }

    /** Announces a step, to whoever watches and to the log of steps once it is over. */
    public void step(String folder, LinkMessages.Step step) {
        link.step(step);
        if (step.outcome() != null) {
            try {
                appendToStepLog(
                        step.key(),
                        folder,
                        ProtocolJson.MAPPER.writeValueAsString(step) + "\n",
                        false);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a step is always JSON", e);
            }
        }
    }

    /** No step of this case follows any more. */
    public void endSteps(String caseKey, String folder) {
        appendToStepLog(caseKey, folder, "", true);
        stepLogBytes = 0;
    }

    private void appendToStepLog(String caseKey, String folder, String line, boolean last) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        link.chunk(
                new LinkMessages.Chunk(
                        folder + STEP_LOG,
                        "step_log",
                        caseKey,
                        null,
                        "application/x-ndjson",
                        stepLogBytes,
                        last),
                bytes);
        stepLogBytes += bytes.length;
    }

    /** Tells whoever watches where the page is. */
    public void page(LinkMessages.Meta meta) {
        link.meta(meta);
    }

    /** Hands over the browser's own trace of a case. */
    public void browserTrace(String caseKey, String folder, Path file) throws IOException {
        var name = folder + "trace.zip";
        var digest = digest();
        long offset = 0;
        long size = Files.size(file);
        try (var in = Files.newInputStream(file)) {
            while (offset < size) {
                var bytes = in.readNBytes(FILE_BUFFER);
                digest.update(bytes);
                boolean last = offset + bytes.length >= size;
                link.chunk(
                        new LinkMessages.Chunk(
                                name, "trace", caseKey, null, "application/zip", offset, last),
                        bytes);
                offset += bytes.length;
            }
        }
        trace(
                new TraceRecord.Artifact(
                        name,
                        "trace",
                        HexFormat.of().formatHex(digest.digest()),
                        size,
                        "application/zip"));
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

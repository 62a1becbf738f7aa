package io.certyn.agent.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import io.certyn.agent.report.RunnerLink;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.protocol.trace.Explanation;
import io.certyn.protocol.trace.TraceChain;
import io.certyn.protocol.trace.TraceRecord;
import io.certyn.security.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The evidence of one session on its way to the runner. For the session's thread only. */
public final class Evidence {

    private static final String STEP_LOG = "steps.ndjson";
    private static final int FILE_BUFFER = 1024 * 1024;

    /** What the records of a step say by themselves; of anything else an incident is kept. */
    private static final Set<Reason> TOLD_BY_RECORDS =
            EnumSet.of(
                    Reason.EXPECTATION_FALSE,
                    Reason.TARGET_NOT_FOUND,
                    Reason.TARGET_NOT_ACTIONABLE,
                    Reason.AMBIGUOUS_TARGET,
                    Reason.SERVER_ERROR,
                    Reason.ENVIRONMENT_UNREACHABLE,
                    Reason.NAVIGATION_DENIED,
                    Reason.CLAIM_CONTRADICTED);

    private final RunnerLink link;
    private final TraceChain chain;
    private final Clock clock;
    private final Redactor redactor;
    private final boolean announces;
    private final List<TraceRecord> stepSoFar = new ArrayList<>();
    private @Nullable String lastPicture;
    private long stepLogBytes;

    /**
     * @param redactor what everything but pictures goes through before it leaves
     */
    public Evidence(RunnerLink link, TraceChain chain, Clock clock, Redactor redactor) {
        this(link, chain, clock, redactor, true);
    }

    private Evidence(
            RunnerLink link, TraceChain chain, Clock clock, Redactor redactor, boolean announces) {
        this.link = link;
        this.chain = chain;
        this.clock = clock;
        this.redactor = redactor;
        this.announces = announces;
    }

    /**
     * For what is tried on the side: it is kept like everything else, but nobody is told of its
     * steps, which are not the session's.
     */
    public Evidence aside() {
        return new Evidence(link, chain, clock, redactor, false);
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
        stepSoFar.add(what);
        link.trace(chain.append(clock.instant(), spot.place(), what));
    }

    /** What follows under this key is no case of the session. */
    public void begin(String caseKey, TraceRecord.CaseKind kind) {
        var place = new TraceChain.Place(Optional.of(caseKey), Optional.empty());
        link.trace(chain.append(clock.instant(), place, new TraceRecord.CaseStart(kind)));
    }

    /**
     * A step begins, on the page as the last picture shows it.
     *
     * @param parsed its text form, null when it was not understood
     */
    public void begin(Spot spot, String text, @Nullable String parsed, boolean check) {
        trace(spot, new TraceRecord.StepStart(text, parsed, check, lastPicture));
    }

    /** Keeps what decided about a step from outside of it. */
    public void incident(Spot spot, Verdict verdict) {
        verdict.reason()
                .ifPresent(reason ->
                        trace(
                                spot,
                                new TraceRecord.Incident(
                                        reason.name().toLowerCase(Locale.ROOT),
                                        verdict.message())));
    }

    /** A step is over; returns what to say about it: why it did not pass, or how it did. */
    public String end(Spot spot, Verdict verdict, Duration took) {
        if (verdict.reason().filter(reason -> !TOLD_BY_RECORDS.contains(reason)).isPresent()) {
            incident(spot, verdict);
        }
        var message = verdict.isPassed() ? Explanation.of(stepSoFar) : verdict.message();
        trace(
                spot,
                new TraceRecord.StepEnd(
                        verdict.outcome().word(),
                        verdict.reason().map(Enum::name).orElse(null),
                        message.isEmpty() ? null : message,
                        took.toMillis()));
        stepSoFar.clear();
        return message;
    }

    /** Keeps a picture of the page before the first step. */
    public void firstPicture(Spot spot, byte[] jpeg) {
        picture(spot, "before", jpeg);
    }

    /** Keeps a picture of the page after a step, which is the next one's before, by its name. */
    public String picture(Spot spot, byte[] jpeg) {
        return picture(spot, "after", jpeg);
    }

    private String picture(Spot spot, String moment, byte[] jpeg) {
        var name =
                spot.folder()
                        + String.format(Locale.ROOT, "steps/%04d-%s.jpg", spot.step(), moment);
        link.chunk(
                new LinkMessages.Chunk(
                        name, "screenshot", spot.caseKey(), spot.step(), "image/jpeg", 0, true),
                jpeg);
        trace(
                spot,
                new TraceRecord.Artifact(
                        name, "screenshot", sha256(jpeg), jpeg.length, "image/jpeg"));
        lastPicture = name;
        return name;
    }

    /** Announces a step, to whoever watches and to the log of steps once it is over. */
    public void step(String folder, LinkMessages.Step step) {
        if (announces) {
            link.step(step);
        }
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
        lastPicture = null;
    }

    private void appendToStepLog(String caseKey, String folder, String line, boolean last) {
        var bytes = redactor.redact(line).getBytes(StandardCharsets.UTF_8);
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

    /** Keeps what an exploration found, in one file, without secrets. */
    public void found(String caseKey, String name, String contentType, String text) {
        var bytes = redactor.redact(text).getBytes(StandardCharsets.UTF_8);
        link.chunk(
                new LinkMessages.Chunk(name, "exploration", caseKey, null, contentType, 0, true),
                bytes);
        trace(
                new TraceRecord.Artifact(
                        name, "exploration", sha256(bytes), bytes.length, contentType));
    }

    /** Hands over the browser's own trace of a case, without what it recorded of secrets. */
    public void browserTrace(String caseKey, String folder, Path recorded) throws IOException {
        var file = BrowserTrace.redacted(recorded, redactor);
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

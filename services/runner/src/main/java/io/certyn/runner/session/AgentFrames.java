package io.certyn.runner.session;

import com.fasterxml.jackson.core.type.TypeReference;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.protocol.Uploads;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkMessages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what one agent sends to where it belongs, and refuses what does not belong anywhere. */
final class AgentFrames implements AgentLink.Listener {

    private static final int LONGEST_MESSAGE = 64 * 1024;
    private static final int MOST_STEPS = 10_000;
    private static final Set<String> OUTCOMES =
            Set.of("passed", "failed", "inconclusive", "blocked", "error", "cancelled", "skipped");
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final Assignment assignment;
    private final Spool spool;
    private final Taps taps;
    private int steps;
    private boolean finished;

    AgentFrames(Assignment assignment, Spool spool, Taps taps) {
        this.assignment = assignment;
        this.spool = spool;
        this.taps = taps;
    }

    /**
     * Where things go.
     *
     * @param files files that are complete
     * @param finishedSteps fields of steps that ended
     * @param live what viewers may see
     */
    record Taps(
            Consumer<Uploads.File> files,
            Consumer<Map<String, Object>> finishedSteps,
            Consumer<Frame> live,
            Deadlines deadlines,
            BiConsumer<List<Sync.Result>, Long> results,
            Consumer<String> end) {}

    /** Answers how long the agent may still act. */
    interface Deadlines {
        void asked(long nonce);
    }

    @Override
    public void received(Frame frame) throws IOException {
        if (finished) {
            throw new LinkViolation("a message after the result");
        }
        switch (frame.type()) {
            case TRACE -> spool.trace(frame.payload());
            case CHUNK -> chunk(frame);
            case STEP -> step(frame);
            case META, LOG, RESYNC, PRIVACY -> {
                limit(frame);
                taps.live().accept(frame);
            }
            case FRAME_JPEG -> taps.live().accept(frame);
            case CONTROL -> control(frame);
            case RESULT -> result(frame);
            case HEARTBEAT -> {}
            case HELLO, CONFIG, ACK, TIME, BYE, LINK_HELLO, ASSIGNMENT, SECRET, MODEL, LINK_ACK ->
                    throw new LinkViolation("an agent does not send " + frame.type());
        }
    }

    @Override
    public void closed(@Nullable IOException why) {
        if (!finished) {
            taps.end()
                    .accept(
                            why instanceof LinkViolation
                                    ? "violated the link: " + why.getMessage()
                                    : "closed");
        }
    }

    private static void limit(Frame frame) throws LinkViolation {
        if (frame.payload().length > LONGEST_MESSAGE) {
            throw new LinkViolation(frame.type() + " of " + frame.payload().length + " bytes");
        }
    }

    private void chunk(Frame frame) throws IOException {
        var payload = ByteBuffer.wrap(frame.payload());
        if (payload.remaining() < Short.BYTES) {
            throw new LinkViolation("a piece without a header");
        }
        int length = payload.getShort() & 0xFFFF;
        if (length > payload.remaining()) {
            throw new LinkViolation("a piece shorter than its header");
        }
        var header =
                AgentLink.json(
                        Frame.of(
                                FrameType.CHUNK,
                                frame.seq(),
                                java.util.Arrays.copyOfRange(
                                        frame.payload(), Short.BYTES, Short.BYTES + length)),
                        LinkMessages.Chunk.class);
        spool.append(header, frame.payload(), Short.BYTES + length).ifPresent(taps.files());
    }

    private void step(Frame frame) throws IOException {
        limit(frame);
        var step = AgentLink.json(frame, LinkMessages.Step.class);
        if (!known(step.caseId()) || ++steps > MOST_STEPS) {
            throw new LinkViolation("a step of no case of this session, or one too many");
        }
        taps.live().accept(frame);
        if ("finished".equals(step.state())) {
            if (step.outcome() == null || !OUTCOMES.contains(step.outcome())) {
                throw new LinkViolation("a finished step without an outcome");
            }
            taps.finishedSteps().accept(ProtocolJson.MAPPER.convertValue(step, FIELDS));
        }
    }

    private boolean known(@Nullable String caseId) {
        return assignment.cases().stream().anyMatch(known -> known.id().equals(caseId));
    }

    private void control(Frame frame) throws IOException {
        limit(frame);
        var control = AgentLink.json(frame, LinkMessages.Control.class);
        if (!"deadline_request".equals(control.kind()) || control.nonce() == null) {
            throw new LinkViolation("a control that is not an agent's");
        }
        taps.deadlines().asked(control.nonce());
    }

    private void result(Frame frame) throws IOException {
        limit(frame);
        var results = AgentLink.json(frame, LinkMessages.Result.class).results();
        boolean complete =
                results != null
                        && results.stream().allMatch(AgentFrames::plausible)
                        && results.stream()
                                .map(AgentFrames::named)
                                .sorted()
                                .toList()
                                .equals(
                                        assignment.cases().stream()
                                                .map(one -> one.id() + " " + one.key())
                                                .sorted()
                                                .toList());
        if (!complete) {
            throw new LinkViolation("results that are not those of the cases");
        }
        finished = true;
        taps.results().accept(results, frame.seq());
    }

    private static String named(Sync.Result result) {
        return result.caseId() + " " + result.key();
    }

    private static boolean plausible(Sync.Result result) {
        return result.outcome() != null
                && OUTCOMES.contains(result.outcome())
                && result.durationMs() >= 0
                && result.steps() >= 0;
    }
}

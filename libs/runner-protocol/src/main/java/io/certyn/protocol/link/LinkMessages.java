package io.certyn.protocol.link;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON payloads of link messages. */
public final class LinkMessages {

    private LinkMessages() {}

    /** LINK_HELLO, agent to runner: the browser is up and an assignment may come. */
    public record Hello(int protocol, String agentVersion, String browser, long pid) {}

    /**
     * ASSIGNMENT, runner to agent.
     *
     * @param deadlineMs how long the agent may act before it must hear a new deadline
     */
    public record Assigned(long epoch, long deadlineMs, Assignment assignment) {}

    /**
     * CONTROL, both ways. Runner to agent: {@code capture} (on), {@code cancel} (reason), {@code
     * deadline} (nonce, remainingMs). Agent to runner: {@code deadline_request} (nonce).
     */
    public record Control(
            String kind,
            @Nullable Boolean on,
            @Nullable String reason,
            @Nullable Long nonce,
            @Nullable Long remainingMs) {

        public static Control capture(boolean on) {
            return new Control("capture", on, null, null, null);
        }

        public static Control cancel(String reason) {
            return new Control("cancel", null, reason, null, null);
        }

        public static Control deadline(long nonce, long remainingMs) {
            return new Control("deadline", null, null, nonce, remainingMs);
        }

        public static Control deadlineRequest(long nonce) {
            return new Control("deadline_request", null, null, nonce, null);
        }
    }

    /**
     * Header of CHUNK, agent to runner. The payload is {@code u16 headerLength}, this as JSON, then
     * the bytes. Chunks of one file come in order; the last one has {@code last} set.
     */
    public record Chunk(
            String name,
            String kind,
            @Nullable String caseKey,
            @Nullable Integer step,
            String contentType,
            long offset,
            boolean last) {}

    /**
     * STEP, agent to runner, on to viewers and as event to the broker.
     *
     * @param state started or finished; the fields from outcome on are set when finished
     */
    public record Step(
            String state,
            String caseId,
            String key,
            int step,
            String section,
            String text,
            String startedAt,
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable String message,
            @Nullable String screenshot,
            @Nullable Long durationMs) {}

    /** META, agent to runner and on to viewers. */
    public record Meta(String url, String title, int width, int height) {}

    /** RESULT, agent to runner: everything was sent, the agent ends after LINK_ACK. */
    public record Result(List<Sync.Result> results) {}

    /** LINK_ACK, runner to agent: all up to this sequence number is stored. */
    public record Acknowledged(long seq) {}
}

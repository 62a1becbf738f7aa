package io.certyn.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one exchange between a runner and the lease-broker, {@code POST /runner/v1/sync}. With {@code
 * holdMs} 0 it is answered on commit; with more it is the long poll, parked until there is
 * something to say.
 */
public final class Sync {

    private Sync() {}

    /**
     * @param freeSlots slots that could start a session now
     * @param inventory containers that really exist; null when not reported
     */
    public record Request(
            String protocolVersion,
            String instanceId,
            long runnerEpoch,
            long seq,
            long holdMs,
            String version,
            int freeSlots,
            List<LeaseReport> leases,
            List<Claim> claims,
            List<Decline> declines,
            List<Completion> completions,
            List<Event> events,
            List<Ack> acks,
            @Nullable List<Inventory> inventory) {}

    /**
     * A lease the runner holds; naming it renews it. State: leased, starting, running, finishing.
     */
    public record LeaseReport(
            String session,
            long epoch,
            String state,
            @Nullable String phase,
            @Nullable String image) {}

    /** The wish to take an offered session. */
    public record Claim(String session, long expectedEpoch, String offerId) {}

    /** An offer given back. */
    public record Decline(String offerId, String session, String reason) {}

    /**
     * The result of a session; a replay carries the same hash.
     *
     * @param resultHash SHA-256 of the canonical results, hex
     * @param manifestSha256 hash of the uploaded evidence manifest, null when there is none
     * @param failure null when results speak; else START_FAILED, AGENT_CRASHED, SESSION_TIMEOUT, …
     */
    public record Completion(
            String session,
            long epoch,
            List<Result> results,
            @Nullable String failure,
            @Nullable String message,
            String resultHash,
            @Nullable String manifestSha256) {}

    /** What the agent found for one case. */
    public record Result(
            String caseId,
            String key,
            String outcome,
            @Nullable String reason,
            @Nullable String message,
            long durationMs,
            int steps,
            boolean healed) {}

    /** Something that happened in a session, numbered from 1 per session and epoch without gaps. */
    public record Event(
            String session, long epoch, long seq, String type, Map<String, Object> data) {}

    /** A command was applied, or why not: DONE, NOT_HELD, FAILED. */
    public record Ack(String commandId, String result) {}

    /** A container or process of ours that exists on the host. */
    public record Inventory(String session, long epoch, String container, boolean running) {}

    /**
     * @param desired {@code active} or {@code draining}
     * @param nextSyncMs how long to wait before the next exchange without hold
     */
    public record Answer(
            long seq,
            String serverTime,
            String desired,
            Registration.Timing timing,
            List<Offer> offers,
            List<ClaimResult> claimResults,
            List<Verdict> verdicts,
            List<CompletionResult> completionResults,
            List<Command> commands,
            long nextSyncMs) {}

    /**
     * A declinable proposal; also the value of a record on the pool's offer topic.
     *
     * @param specRef the session id: the assignment itself comes with the claim
     */
    public record Offer(
            String offerId,
            String session,
            long expectedEpoch,
            long expiresInMs,
            String specRef,
            String image,
            @Nullable String minRunnerVersion) {}

    /**
     * Either a lease or a reason. Reasons: TAKEN, STALE, NOT_DUE, DRAINING, NO_SLOT, TENANT_CAP.
     */
    public record ClaimResult(
            String session,
            long epoch,
            @Nullable String code,
            @Nullable Assignment assignment,
            @Nullable String image,
            long sessionTimeoutMs,
            Registration.@Nullable Timing timing) {}

    /** KEEP, STOP or KILL for a reported lease or container; STOP and KILL carry a reason. */
    public record Verdict(String session, long epoch, String verdict, @Nullable String reason) {}

    /** ACCEPTED, REPLAYED, STALE or CONFLICT. */
    public record CompletionResult(String session, long epoch, String code) {}

    /**
     * Sent in every answer until acknowledged. Kinds: stop_session {reason}, open_stream {relayUrl,
     * publishToken}, close_stream.
     */
    public record Command(
            String commandId,
            String session,
            long epoch,
            String kind,
            Map<String, String> payload) {}
}

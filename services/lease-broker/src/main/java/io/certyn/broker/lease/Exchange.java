package io.certyn.broker.lease;

import io.certyn.ids.SessionId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a runner brings to one sync. */
public record Exchange(Holdings holdings, Wishes wishes, Results results) {

    /**
     * What the runner has.
     *
     * @param inventory containers that exist on its host; null when not reported
     */
    public record Holdings(List<Holding> leases, @Nullable List<Container> inventory) {}

    public record Holding(SessionId session, long epoch, Stage stage, @Nullable String image) {}

    public record Container(SessionId session, long epoch) {}

    /** What it wants, and what it does not. */
    public record Wishes(List<Claiming> claims, List<Declining> declines) {}

    public record Claiming(SessionId session, long expectedEpoch, String offer) {}

    public record Declining(SessionId session, String offer) {}

    /** What it did. */
    public record Results(
            List<Completing> completions, List<Happening> happenings, List<Acknowledged> acks) {}

    public record Completing(SessionId session, long epoch, Report report) {}

    /**
     * Something that happened within a session.
     *
     * @param number counted from 1 per session and epoch
     */
    public record Happening(
            SessionId session, long epoch, long number, String type, Map<String, Object> data) {}

    public record Acknowledged(UUID command, String result) {}
}

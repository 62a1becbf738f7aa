package io.certyn.runner.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.runner.work.LeaseKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a session ended on this runner. */
sealed interface Ending {

    /** The agent said what it found. */
    record Reported(List<Sync.Result> results) implements Ending {}

    /** No result: the platform broke, or somebody stopped it. */
    record Broken(String failure, String message) implements Ending {}

    /** The lease was lost; nothing is reported. */
    record Dropped() implements Ending {}

    String START_FAILED = "START_FAILED";
    String AGENT_CRASHED = "AGENT_CRASHED";
    String SESSION_TIMEOUT = "SESSION_TIMEOUT";
    String CANCELLED = "CANCELLED";
    int LONGEST_MESSAGE = 500;

    /** What is reported; empty when nothing may be. */
    static Optional<Sync.Completion> completion(
            Ending ending, LeaseKey key, @Nullable String manifestSha256) {
        return switch (ending) {
            case Reported(var results) -> Optional.of(of(key, results, null, null, manifestSha256));
            case Broken(var failure, var message) ->
                    Optional.of(of(key, List.of(), failure, shortened(message), manifestSha256));
            case Dropped() -> Optional.empty();
        };
    }

    private static Sync.Completion of(
            LeaseKey key,
            List<Sync.Result> results,
            @Nullable String failure,
            @Nullable String message,
            @Nullable String manifestSha256) {
        return new Sync.Completion(
                key.session().toString(),
                key.epoch(),
                results,
                failure,
                message,
                hash(results, failure),
                manifestSha256);
    }

    private static String hash(List<Sync.Result> results, @Nullable String failure) {
        try {
            return Spool.sha256(ProtocolJson.MAPPER.writeValueAsString(results) + failure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results are always JSON", e);
        }
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, LONGEST_MESSAGE);
    }
}

package io.certyn.broker.lease.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.broker.lease.Demand;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.Policy;
import io.certyn.broker.lease.RetryOnLost;
import io.certyn.broker.lease.Spec;
import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.MalformedEvent;
import io.certyn.events.session.SessionRequested;
import io.certyn.ids.PoolId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests as the domain has them. Values we do not know take the careful meaning. */
final class Requests {

    private static final Duration LONGEST_SESSION = Duration.ofHours(24);
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);
    private static final int HIGHEST_PRIORITY = 4;
    private static final int MOST_ATTEMPTS = 10;

    private Requests() {}

    /** A request that no repetition makes readable. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    static <T> T data(CloudEvent event, Class<T> type) {
        try {
            return event.dataAs(type);
        } catch (MalformedEvent e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    static Lease.Queued queued(String tenant, SessionRequested request) {
        var at = present("at", request.at());
        var deadline = present("queueDeadline", request.queueDeadline());
        var wait = Duration.between(at, deadline);
        if (!wait.isPositive() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new Unreadable("queueDeadline is not within " + LONGEST_WAIT + " of at");
        }
        var notBefore = request.notBefore() == null ? Lease.Queued.AT_ONCE : request.notBefore();
        if (!notBefore.isBefore(deadline)) {
            throw new Unreadable("notBefore is not before queueDeadline");
        }
        var spec =
                new Spec(
                        id(request.session(), SessionId::parse),
                        id(request.run(), RunId::parse),
                        id(tenant, TenantId::parse),
                        id(request.pool(), PoolId::parse),
                        request.image(),
                        demand(request, at),
                        policy(request, wait));
        return new Lease.Queued(spec, 0, 0, notBefore, deadline, null);
    }

    private static Demand demand(SessionRequested request, Instant at) {
        var labels = request.labels();
        return new Demand(
                Math.clamp(request.priority(), 0, HIGHEST_PRIORITY),
                labels == null ? Map.of() : labels,
                // As the database keeps it, else its row would not be what memory knows.
                at.truncatedTo(ChronoUnit.MICROS));
    }

    private static Policy policy(SessionRequested request, Duration wait) {
        var timeout = Duration.ofMillis(request.sessionTimeoutMs());
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_SESSION) > 0) {
            throw new Unreadable("sessionTimeoutMs is not up to " + LONGEST_SESSION);
        }
        return new Policy(
                retry(request.retryOnLost()),
                Math.clamp(request.maxAttempts(), 1, MOST_ATTEMPTS),
                timeout,
                wait);
    }

    /** Not to run something again is the mistake that can be repaired. */
    private static RetryOnLost retry(@Nullable String wire) {
        return switch (String.valueOf(wire).toUpperCase(Locale.ROOT)) {
            case "ALWAYS" -> RetryOnLost.ALWAYS;
            case "IF_NOT_STARTED" -> RetryOnLost.IF_NOT_STARTED;
            default -> RetryOnLost.NEVER;
        };
    }

    /** The document as it will be handed out; one that a runner could not read is refused here. */
    static String assignment(SessionRequested request) {
        var document = present("assignment", request.assignment());
        var text = EventJson.write(document);
        if (text.getBytes(StandardCharsets.UTF_8).length > Assignment.MAX_BYTES) {
            throw new Unreadable("assignment is larger than " + Assignment.MAX_BYTES + " bytes");
        }
        try {
            ProtocolJson.MAPPER.treeToValue(document, Assignment.class);
        } catch (JsonProcessingException e) {
            throw new Unreadable("assignment is none: " + e.getOriginalMessage());
        }
        return text;
    }

    static <T> T id(@Nullable String wire, Function<String, T> parse) {
        try {
            return parse.apply(String.valueOf(wire));
        } catch (IllegalArgumentException e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new Unreadable("missing " + name);
        }
        return value;
    }
}

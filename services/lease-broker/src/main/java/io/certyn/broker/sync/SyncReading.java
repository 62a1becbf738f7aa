package io.certyn.broker.sync;

import io.certyn.broker.lease.Exchange;
import io.certyn.broker.lease.Report;
import io.certyn.broker.lease.Stage;
import io.certyn.ids.SessionId;
import io.certyn.protocol.Sync;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sync request into what the domain settles. Lists that are missing are empty; a value that
 * makes no sense is named, and nothing of the request is applied.
 */
public final class SyncReading {

    private static final int MOST = 1000;
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_IMAGE = 512;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private SyncReading() {}

    /** A request that cannot be meant. */
    public static final class Senseless extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Senseless(String what) {
            super(what, null, false, false);
        }

        public String what() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * @throws Senseless naming the field
     */
    public static Exchange read(Sync.Request request) {
        return new Exchange(
                new Exchange.Holdings(
                        all("leases", request.leases(), SyncReading::holding),
                        request.inventory() == null
                                ? null
                                : all("inventory", request.inventory(), SyncReading::container)),
                new Exchange.Wishes(
                        all("claims", request.claims(), SyncReading::claiming),
                        all("declines", request.declines(), SyncReading::declining)),
                new Exchange.Results(
                        all("completions", request.completions(), SyncReading::completing),
                        all("events", request.events(), SyncReading::happening),
                        all("acks", request.acks(), SyncReading::acknowledged)));
    }

    private static <A, B> List<B> all(String field, @Nullable List<A> values, Function<A, B> read) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > MOST) {
            throw new Senseless(field + " has more than " + MOST + " entries");
        }
        return values.stream().map(value -> read.apply(present(field, value))).toList();
    }

    private static Exchange.Holding holding(Sync.LeaseReport lease) {
        return new Exchange.Holding(
                session(lease.session()),
                lease.epoch(),
                stage(lease.state()),
                image(lease.image()));
    }

    private static @Nullable String image(@Nullable String text) {
        if (text != null && text.length() > LONGEST_IMAGE) {
            throw new Senseless("leases.image is longer than " + LONGEST_IMAGE);
        }
        return text;
    }

    private static Exchange.Container container(Sync.Inventory item) {
        return new Exchange.Container(session(item.session()), item.epoch());
    }

    private static Exchange.Claiming claiming(Sync.Claim claim) {
        return new Exchange.Claiming(
                session(claim.session()),
                claim.expectedEpoch(),
                shortText("claims.offerId", claim.offerId()));
    }

    private static Exchange.Declining declining(Sync.Decline decline) {
        return new Exchange.Declining(
                session(decline.session()), shortText("declines.offerId", decline.offerId()));
    }

    private static Exchange.Completing completing(Sync.Completion done) {
        return new Exchange.Completing(session(done.session()), done.epoch(), report(done));
    }

    private static Report report(Sync.Completion done) {
        return new Report(
                all("completions.results", done.results(), SyncReading::result),
                code(done.failure()),
                shortened(done.message()),
                hash("completions.resultHash", done.resultHash()),
                done.manifestSha256() == null
                        ? null
                        : hash("completions.manifestSha256", done.manifestSha256()));
    }

    private static Sync.Result result(Sync.Result result) {
        present("results.caseId", result.caseId());
        present("results.key", result.key());
        present("results.outcome", result.outcome());
        return result;
    }

    private static Exchange.Happening happening(Sync.Event event) {
        if (event.seq() < 1) {
            throw new Senseless("events.seq is not counted from 1");
        }
        var data = event.data();
        return new Exchange.Happening(
                session(event.session()),
                event.epoch(),
                event.seq(),
                shortText("events.type", event.type()),
                data == null ? Map.of() : data);
    }

    private static Exchange.Acknowledged acknowledged(Sync.Ack ack) {
        try {
            return new Exchange.Acknowledged(
                    UUID.fromString(String.valueOf(ack.commandId())),
                    shortText("acks.result", ack.result()));
        } catch (IllegalArgumentException e) {
            throw new Senseless("acks.commandId is not one of ours");
        }
    }

    private static SessionId session(@Nullable String wire) {
        try {
            return SessionId.parse(String.valueOf(wire));
        } catch (IllegalArgumentException e) {
            throw new Senseless(String.valueOf(e.getMessage()));
        }
    }

    private static Stage stage(@Nullable String wire) {
        var name = String.valueOf(wire).toUpperCase(Locale.ROOT);
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Senseless("leases.state is not a state of a held lease"));
    }

    /** A message that is too long is cut: what it says matters less than that the result counts. */
    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= LONGEST_MESSAGE
                ? text
                : text.substring(0, LONGEST_MESSAGE);
    }

    private static @Nullable String code(@Nullable String text) {
        if (text != null && !CODE.matcher(text).matches()) {
            throw new Senseless("completions.failure is not a code");
        }
        return text;
    }

    private static String hash(String field, @Nullable String text) {
        if (text == null || !SHA256.matcher(text).matches()) {
            throw new Senseless(field + " is not a SHA-256 in hex");
        }
        return text;
    }

    private static String shortText(String field, @Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST_ID) {
            throw new Senseless(field + " is missing or longer than " + LONGEST_ID);
        }
        return text;
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new Senseless(field + " is missing");
        }
        return value;
    }
}

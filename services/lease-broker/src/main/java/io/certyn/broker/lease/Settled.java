package io.certyn.broker.lease;

import io.certyn.ids.SessionId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of one sync.
 *
 * @param voided what it told of under epochs that the sessions have left behind
 */
public record Settled(
        List<Claimed> claims,
        List<Ruling> rulings,
        List<Completed> completions,
        Set<Ledger.Attempt> voided) {

    public static final Settled NOTHING = new Settled(List.of(), List.of(), List.of(), Set.of());

    public Settled {
        claims = List.copyOf(claims);
        rulings = List.copyOf(rulings);
        completions = List.copyOf(completions);
        voided = Set.copyOf(voided);
    }

    /** The sessions it was granted. */
    public List<SessionId> granted() {
        return claims.stream()
                .filter(Claimed.Granted.class::isInstance)
                .map(Claimed::session)
                .toList();
    }

    /** The answer to a claim. */
    public sealed interface Claimed {

        SessionId session();

        record Granted(Lease.Held lease) implements Claimed {

            @Override
            public SessionId session() {
                return lease.session();
            }
        }

        record Denied(SessionId session, long expectedEpoch, Refusal why) implements Claimed {}
    }

    /** What a runner must do with a lease or container it named. */
    public record Ruling(SessionId session, long epoch, Advice advice, @Nullable String reason) {}

    public enum Advice {
        KEEP,
        /** End it in good order and report. */
        STOP,
        /** End it at once; nobody waits for it. */
        KILL
    }

    public record Completed(SessionId session, long epoch, Receipt receipt) {}

    public enum Receipt {
        ACCEPTED,
        REPLAYED,
        STALE,
        CONFLICT
    }
}

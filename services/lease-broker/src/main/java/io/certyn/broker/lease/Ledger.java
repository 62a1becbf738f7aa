package io.certyn.broker.lease;

import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that one transaction has under lock. Decisions move them here first; what changed is
 * then written as one.
 */
public final class Ledger {

    private final Map<SessionId, Lease> before = new LinkedHashMap<>();
    private final Map<SessionId, Lease> current = new LinkedHashMap<>();
    private final Map<SessionId, List<LeaseEvent>> events = new LinkedHashMap<>();
    private final Map<SessionId, String> accepted = new LinkedHashMap<>();
    private final Map<Attempt, Long> heard;
    private final Map<Attempt, String> reports;
    private final Instant now;
    private final Terms terms;
    private final Rules rules;

    public Ledger(
            Collection<? extends Lease> locked,
            Recorded recorded,
            Instant now,
            Terms terms,
            Rules rules) {
        locked.forEach(lease -> before.put(lease.session(), lease));
        this.current.putAll(before);
        this.reports = recorded.reports();
        this.heard = new LinkedHashMap<>(recorded.heard());
        this.now = now;
        this.terms = terms;
        this.rules = rules;
    }

    /** A session under one epoch. */
    public record Attempt(SessionId session, long epoch) {}

    /**
     * What was taken from runners before.
     *
     * @param reports hash of the report that ended the attempt
     * @param heard number of the last happening
     */
    public record Recorded(Map<Attempt, String> reports, Map<Attempt, Long> heard) {

        public Recorded {
            reports = Map.copyOf(reports);
            heard = Map.copyOf(heard);
        }
    }

    public Instant now() {
        return now;
    }

    public Optional<Lease> find(SessionId session) {
        return Optional.ofNullable(current.get(session));
    }

    /** What this runner holds, by any of its instances. */
    public List<Lease.Held> heldBy(RunnerId runner) {
        return current.values().stream()
                .filter(Lease.Held.class::isInstance)
                .map(Lease.Held.class::cast)
                .filter(held -> held.hold().by().runner().equals(runner))
                .toList();
    }

    @Nullable String acceptedReport(SessionId session, long epoch) {
        return reports.get(new Attempt(session, epoch));
    }

    /** Hash of the report that ended a lease of this session here. */
    public @Nullable String reportAcceptedNow(SessionId session) {
        return accepted.get(session);
    }

    /** Decides and keeps the result; empty if the session is unknown. */
    public Optional<Decision> apply(SessionId session, LeaseCommand command) {
        return find(session)
                .map(lease ->
                        command instanceof LeaseCommand.Claim && wasGivenUp(session)
                                ? new Decision.Refused(Refusal.STALE)
                                : keep(session, command, decide(lease, command)));
    }

    /** What came back just now is offered once that is stored; until then nobody can know of it. */
    private boolean wasGivenUp(SessionId session) {
        return before.get(session) instanceof Lease.Held
                && current.get(session) instanceof Lease.Queued;
    }

    /** How many more sessions of a tenant are held now than were before; fewer is negative. */
    public int gained(TenantId tenant) {
        return held(current, tenant) - held(before, tenant);
    }

    private static int held(Map<SessionId, Lease> leases, TenantId tenant) {
        return (int)
                leases.values().stream()
                        .filter(lease ->
                                lease instanceof Lease.Held held
                                        && held.spec().tenant().equals(tenant))
                        .count();
    }

    private Decision decide(Lease lease, LeaseCommand command) {
        return rules.decide(lease, command, now, terms);
    }

    private Decision keep(SessionId session, LeaseCommand command, Decision decision) {
        if (command instanceof LeaseCommand.Complete done && decision instanceof Decision.Moved) {
            accepted.put(session, done.report().hash());
        }
        if (decision instanceof Decision.Moved(var lease, var facts)) {
            current.put(session, lease);
            note(session, facts);
        }
        return decision;
    }

    private void note(SessionId session, List<LeaseEvent> facts) {
        events.computeIfAbsent(session, _ -> new ArrayList<>()).addAll(facts);
    }

    /** Notes what the holder tells, once; what others tell is not believed. */
    public void hear(Holder by, Exchange.Happening what) {
        var attempt = new Attempt(what.session(), what.epoch());
        if (current.get(what.session()) instanceof Lease.Held held
                && held.isHeldBy(by, what.epoch())
                && what.number() > heard.getOrDefault(attempt, 0L)) {
            heard.put(attempt, what.number());
            note(
                    what.session(),
                    List.of(
                            new LeaseEvent.Happened(
                                    held.spec(),
                                    what.epoch(),
                                    what.number(),
                                    what.type(),
                                    what.data())));
        }
    }

    public List<Change> changes() {
        return events.entrySet().stream()
                .map(entry -> change(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Change change(SessionId session, List<LeaseEvent> facts) {
        var from = before.get(session);
        var to = current.get(session);
        if (from == null || to == null) {
            throw new IllegalStateException("a session changed that was never locked: " + session);
        }
        return new Change(from, to, facts);
    }
}

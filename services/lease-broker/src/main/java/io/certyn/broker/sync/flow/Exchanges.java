package io.certyn.broker.sync.flow;

import io.certyn.broker.Gathering;
import io.certyn.broker.lease.Round;
import io.certyn.broker.lease.Visit;
import io.certyn.broker.lease.Visiting;
import io.certyn.broker.lease.flow.Offering;
import io.certyn.broker.lease.store.Visits;
import io.certyn.broker.runner.store.Runners;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Settles what runners bring, in groups. A runner always goes by the same lane, so that no two
 * groups of this broker wait for each other's runners.
 */
@ApplicationScoped
public class Exchanges {

    private static final Logger LOG = Logger.getLogger(Exchanges.class);
    private static final int LANES = 4;
    private static final Gathering.Limits LIMITS = new Gathering.Limits(32, 5_000);

    private final Visits visits;
    private final Offering offering;
    private final Runners runners;
    private final List<Gathering<Visiting, Visit>> lanes;

    Exchanges(Visits visits, Offering offering, Runners runners) {
        this.visits = visits;
        this.offering = offering;
        this.runners = runners;
        this.lanes =
                IntStream.range(0, LANES)
                        .mapToObj(_ ->
                                new Gathering<Visiting, Visit>(
                                        LIMITS,
                                        one -> one.visitor().runner(),
                                        this::settleTogether))
                        .toList();
    }

    /** What this runner finds; memory knows by then what changed. */
    public Uni<Visit> settle(Visiting visiting) {
        return lanes.get(Math.floorMod(visiting.visitor().runner().hashCode(), LANES))
                .add(visiting);
    }

    private Uni<List<Visit>> settleTogether(List<Visiting> group) {
        return visits.exchange(group)
                .invoke(this::note)
                .map(Round::visits)
                .call(served -> welcome(group, served));
    }

    /** What is stored is not settled again because memory could not follow; the net catches up. */
    private void note(Round round) {
        try {
            offering.changed(round.changes());
        } catch (RuntimeException e) {
            LOG.warnf(e, "changes were not noted count=%d", round.changes().size());
        }
    }

    /** Where it fails, they are still thought to be away, and their next visit does it. */
    private Uni<Void> welcome(List<Visiting> group, List<Visit> served) {
        var back =
                IntStream.range(0, group.size())
                        .filter(i -> served.get(i) instanceof Visit.Served one && one.wasAway())
                        .mapToObj(i -> group.get(i).visitor().runner())
                        .toList();
        return back.isEmpty()
                ? Uni.createFrom().voidItem()
                : runners.comeOnline(back)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("runners are not online cause=%s", failure))
                        .onFailure()
                        .recoverWithNull();
    }
}

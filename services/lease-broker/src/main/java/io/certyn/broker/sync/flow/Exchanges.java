package io.certyn.broker.sync.flow;

import io.certyn.broker.Gathering;
import io.certyn.broker.lease.Round;
import io.certyn.broker.lease.Visit;
import io.certyn.broker.lease.Visiting;
import io.certyn.broker.lease.flow.Offering;
import io.certyn.broker.lease.store.Visits;
import io.certyn.broker.runner.store.Runners;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Settles what runners bring, in groups. A runner always goes by the same lane, so that no two
 * groups wait for each other's runners.
 */
@ApplicationScoped
public class Exchanges {

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
                                        LIMITS, one -> one.visitor().runner(), this::settle))
                        .toList();
    }

    /** What this runner finds; memory knows by then what changed. */
    public Uni<Visit> settle(Visiting visiting) {
        return lanes.get(Math.floorMod(visiting.visitor().runner().hashCode(), LANES))
                .add(visiting);
    }

    private Uni<List<Visit>> settle(List<Visiting> group) {
        return visits.exchange(group)
                .invoke(round -> offering.changed(round.changes()))
                .map(Round::visits)
                .call(served -> welcome(group, served));
    }

    private Uni<Void> welcome(List<Visiting> group, List<Visit> served) {
        return Multi.createFrom()
                .range(0, group.size())
                .select()
                .where(i -> served.get(i) instanceof Visit.Served one && one.wasAway())
                .onItem()
                .transformToUniAndConcatenate(
                        i -> runners.comeOnline(group.get(i).visitor().runner()))
                .onItem()
                .ignoreAsUni();
    }
}

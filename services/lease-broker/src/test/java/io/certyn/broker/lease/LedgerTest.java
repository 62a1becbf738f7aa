package io.certyn.broker.lease;

import static io.certyn.broker.lease.LeaseSamples.HOLDER;
import static io.certyn.broker.lease.LeaseSamples.NOON;
import static io.certyn.broker.lease.LeaseSamples.OTHER;
import static io.certyn.broker.lease.LeaseSamples.POOL;
import static io.certyn.broker.lease.LeaseSamples.SESSION;
import static io.certyn.broker.lease.LeaseSamples.TENANT;
import static io.certyn.broker.lease.LeaseSamples.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static Ledger ledger(Lease lease) {
        return new Ledger(
                List.of(lease),
                new Ledger.Recorded(Map.of(), Map.of()),
                NOON,
                TERMS,
                Lease::decide);
    }

    private static LeaseCommand.Claim claimBy(Holder holder, long epoch) {
        var claimant = new Claimant(holder, TENANT, POOL, true, Map.of(), 1, 1);
        return new LeaseCommand.Claim(claimant, epoch, "offer");
    }

    /** Else the row of the lease would keep its old holder and epoch. */
    @Test
    void whatIsGivenBackCannotBeClaimedByAnotherOfTheSameGroup() {
        var held = LeaseSamples.held(Stage.LEASED);
        var ledger = ledger(held);

        var back = ledger.apply(SESSION, new LeaseCommand.Release(HOLDER, held.hold().offer()));
        var claim = ledger.apply(SESSION, claimBy(OTHER, held.epoch()));

        assertThat(back).get().isInstanceOf(Decision.Moved.class);
        assertThat(claim).contains(new Decision.Refused(Refusal.STALE));
        assertThat(ledger.find(SESSION)).get().isInstanceOf(Lease.Queued.class);
    }

    @Test
    void whatATenantGainsIsWhatItHoldsMoreThanBefore() {
        var claimed = ledger(LeaseSamples.queued(0, 0));
        claimed.apply(SESSION, claimBy(HOLDER, 0));
        var held = LeaseSamples.held(Stage.LEASED);
        var released = ledger(held);
        released.apply(SESSION, new LeaseCommand.Release(HOLDER, held.hold().offer()));

        assertThat(claimed.gained(TENANT)).isEqualTo(1);
        assertThat(released.gained(TENANT)).isEqualTo(-1);
        assertThat(claimed.gained(new TenantId(new UUID(9, 9)))).isZero();
    }
}

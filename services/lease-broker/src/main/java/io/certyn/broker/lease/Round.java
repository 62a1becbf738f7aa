package io.certyn.broker.lease;

import java.util.List;

/**
 * What came of a group of visits that were served in one transaction.
 *
 * @param visits one for each, in their order
 * @param changes of all of them
 */
public record Round(List<Visit> visits, List<Change> changes) {

    public Round {
        visits = List.copyOf(visits);
        changes = List.copyOf(changes);
    }
}

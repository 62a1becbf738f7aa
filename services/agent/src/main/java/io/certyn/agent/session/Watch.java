package io.certyn.agent.session;

import io.certyn.agent.budget.Budget;
import io.certyn.agent.budget.Deadline;
import io.certyn.agent.budget.Stop;
import io.certyn.agent.budget.Ticker;
import io.certyn.agent.check.Reason;
import io.certyn.agent.check.Verdict;
import java.time.Duration;
import java.util.Optional;

/** Everything that can end a step from outside; asked before every browser action. */
record Watch(Ticker ticker, Deadline deadline, Budget budget, Stop stop) {

    /**
     * The verdict that ends the step now, if anything does.
     *
     * @throws SessionExpired when there is nobody to report to any more
     */
    Optional<Verdict> halted() {
        if (deadline.isPast()) {
            stop.expire("the deadline has passed");
        }
        var cause = stop.cause();
        if (cause.isPresent()) {
            return Optional.of(
                    switch (cause.get()) {
                        case Stop.Cause.Cancelled(var reason) ->
                                Verdict.of(Reason.CANCELLED, reason);
                        case Stop.Cause.Expired(var why) -> throw new SessionExpired(why);
                    });
        }
        return budget.timeUsedUp().map(why -> Verdict.of(Reason.BUDGET_EXCEEDED, why));
    }

    Optional<Verdict> takeStep() {
        return budget.takeStep().map(why -> Verdict.of(Reason.BUDGET_EXCEEDED, why));
    }

    Duration now() {
        return ticker.now();
    }
}

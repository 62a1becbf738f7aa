package io.certyn.broker.pool.api;

import io.certyn.broker.pool.Rollout;
import io.certyn.problem.Problem;

/** Refusals of what is not open to a tenant, with the reason. */
public final class SwitchedOff {

    private SwitchedOff() {}

    /** What a tenant is told whose self-hosted pools are not open. */
    public static Problem runners(Rollout rollout) {
        return Problem.forbidden(
                        "self-hosted-runners-off",
                        "Self-hosted runners are not open to this tenant")
                .withDetail(why(rollout.runners()));
    }

    /** What a tenant is told whose self-hosted sessions may not be watched. */
    public static Problem relay(Rollout rollout) {
        return Problem.forbidden(
                        "self-hosted-relay-off",
                        "Live pictures of self-hosted runners are not open to this tenant")
                .withDetail(why(rollout.relay()));
    }

    private static String why(Rollout.Feature feature) {
        return feature.enabled()
                ? "They are switched on for other tenants only."
                : "They are switched off in this installation.";
    }
}

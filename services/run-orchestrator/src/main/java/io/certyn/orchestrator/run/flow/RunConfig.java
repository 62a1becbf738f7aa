package io.certyn.orchestrator.run.flow;

import io.certyn.orchestrator.run.RunSaga;
import io.certyn.orchestrator.run.RunTerms;
import io.certyn.orchestrator.session.SessionTerms;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How runs behave. */
@ConfigMapping(prefix = "certyn.run")
public interface RunConfig {

    /** How often a session may be leased before it ends as an error of the platform. */
    @WithDefault("2")
    int maxAttempts();

    /** When a run is given up that names no deadline of its own. */
    @WithDefault("2h")
    Duration deadline();

    /** The longest deadline a run may ask for. */
    @WithDefault("24h")
    Duration maxDeadline();

    /** How many cases one run may take. */
    @WithDefault("500")
    int maxCases();

    /** How long a reported session waits for its evidence to be sealed. */
    @WithDefault("150s")
    Duration sealWait();

    /** How long the sessions of a cancelled run may take to end by themselves. */
    @WithDefault("60s")
    Duration cancelGrace();

    /** How long the broker lets one session take, from lease to report. */
    @WithDefault("15m")
    Duration sessionTimeout();

    /** The longest a reader may wait for a run to change. */
    @WithDefault("60s")
    Duration maxWait();

    /** How many readers may wait at once; one more is answered at once. */
    @WithDefault("2000")
    int maxWaiting();

    /** How often overdue runs and sessions are looked for. */
    @WithDefault("1s")
    Duration sweep();

    /** How many overdue runs or sessions one sweep looks at. */
    @WithDefault("50")
    int sweepSize();

    /** What one session may spend. */
    Budget budget();

    /** Limits that the agent keeps. */
    interface Budget {

        /** Steps of one session. */
        @WithDefault("200")
        int steps();

        /** Time of all steps of one session. */
        @WithDefault("10m")
        Duration time();

        /** Time of one step. */
        @WithDefault("10s")
        Duration step();

        /** Time of one navigation. */
        @WithDefault("30s")
        Duration navigation();
    }

    default RunSaga.Terms terms() {
        return new RunSaga.Terms(new RunTerms(cancelGrace()), new SessionTerms(sealWait()));
    }
}

package io.certyn.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * How leases behave. Times that would let two runners work on one session at once stop the start.
 */
@ConfigMapping(prefix = "certyn.lease")
public interface LeaseConfig {

    /** How often a runner renews what it holds. */
    @WithDefault("5s")
    Duration heartbeat();

    /** How long after its last acknowledged renewal was sent a runner kills its agents. */
    @WithDefault("20s")
    Duration selfDeadline();

    /** How long that killing may take. */
    @WithDefault("5s")
    Duration killGrace();

    /** How long a runner may stay silent before its sessions are given to others. */
    @WithDefault("30s")
    Duration ttl();

    /** How long an offer waits for a claim before the session is offered again. */
    @WithDefault("10s")
    Duration offer();

    /** How long a claimed session may take until it runs, image pull included. */
    @WithDefault("120s")
    Duration start();

    /** How long a runner may take to end a session it was told to stop. */
    @WithDefault("30s")
    Duration stop();

    /** How long a runner may take from the agent's end to the accepted result. */
    @WithDefault("120s")
    Duration finish();

    /** The longest a sync is parked. */
    @WithDefault("45s")
    Duration hold();

    /** The oldest release of the runner that is given sessions; none for any. */
    Optional<String> minRunnerVersion();

    /** Image of the agent where a request names none. */
    @WithDefault("certyn/agent:local")
    String agentImage();
}

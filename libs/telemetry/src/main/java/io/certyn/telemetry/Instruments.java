package io.certyn.telemetry;

/** Names of the documented instruments, by the meter they belong to. */
public final class Instruments {

    /** Instruments of {@link Meters#CONTROL_PLANE}. */
    public static final class ControlPlane {
        public static final String SYNC_REQUESTS = "self_hosted.runner.sync.requests";
        public static final String SYNC_FAILURES = "self_hosted.runner.sync.failures";
        public static final String SYNC_DURATION = "self_hosted.runner.sync.duration";

        /** Not documented, and needed to see how many of all connections timed out. */
        public static final String RELAY_REQUESTS = "self_hosted.relay.connections.requests";

        public static final String RELAY_TIMEOUTS = "self_hosted.relay.connections.timeouts";
        public static final String LEASES_EXPIRED = "self_hosted.cleanup.leases.expired";

        /** Our own; counted by every service that refuses what an older lease writes. */
        public static final String EPOCHS_REFUSED = "self_hosted.leases.epochs.refused";

        private ControlPlane() {}
    }

    /** Instruments of {@link Meters#RUNNER_DAEMON}; sync is measured at both ends. */
    public static final class RunnerDaemon {
        public static final String REGISTRATION_FAILURES =
                "self_hosted.runner.registration.failures";
        public static final String SYNC_FAILURES = "self_hosted.runner.sync.failures";
        public static final String SYNC_DURATION = "self_hosted.runner.sync.duration";
        public static final String RELAY_FAILURES = "self_hosted.runner.relay.failures";

        private RunnerDaemon() {}
    }

    private Instruments() {}
}

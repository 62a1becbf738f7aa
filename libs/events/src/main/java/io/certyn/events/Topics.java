package io.certyn.events;

/** Names of the topics; partitions and retention stand in {@code topics.yaml} beside this class. */
public final class Topics {

    public static final String RUN_EVENTS = "certyn.run.events.v1";
    public static final String SESSION_REQUESTS = "certyn.session.requests.v1";
    public static final String SESSION_EVENTS = "certyn.session.events.v1";
    public static final String ARTIFACT_EVENTS = "certyn.artifact.events.v1";
    public static final String RUNNER_EVENTS = "certyn.runner.events.v1";
    public static final String AUDIT_EVENTS = "certyn.audit.events.v1";

    private Topics() {}

    /** Where a pool's offers are rung; created with its pool. */
    public static String leaseOffers(String pool) {
        return "certyn.lease.offers." + pool + ".v1";
    }

    /** Where the consumers of a topic park what they cannot read. */
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }
}

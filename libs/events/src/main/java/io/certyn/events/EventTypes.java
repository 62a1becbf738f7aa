package io.certyn.events;

/** The type of every event, as it stands in {@code ce_type}. */
public final class EventTypes {

    public static final String RUN_CREATED = "io.certyn.run.created.v1";
    public static final String RUN_STARTED = "io.certyn.run.started.v1";
    public static final String RUN_CANCELLING = "io.certyn.run.cancelling.v1";
    public static final String RUN_FINISHED = "io.certyn.run.finished.v1";
    public static final String CASE_FINISHED = "io.certyn.case.finished.v1";

    public static final String SESSION_REQUESTED = "io.certyn.session.requested.v1";
    public static final String SESSION_CANCEL_REQUESTED = "io.certyn.session.cancel_requested.v1";
    public static final String SESSION_LEASED = "io.certyn.session.leased.v1";
    public static final String SESSION_STARTING = "io.certyn.session.starting.v1";
    public static final String SESSION_RUNNING = "io.certyn.session.running.v1";
    public static final String SESSION_STEP_FINISHED = "io.certyn.session.step_finished.v1";
    public static final String SESSION_REQUEUED = "io.certyn.session.requeued.v1";
    public static final String SESSION_FINISHED = "io.certyn.session.finished.v1";

    public static final String EVIDENCE_SEALED = "io.certyn.evidence.sealed.v1";

    public static final String RUNNER_ONLINE = "io.certyn.runner.online.v1";
    public static final String RUNNER_OFFLINE = "io.certyn.runner.offline.v1";

    public static final String AUDIT_RECORDED = "io.certyn.audit.recorded.v1";

    private EventTypes() {}

    /** {@code /schemas/run.finished/1.json} for {@code io.certyn.run.finished.v1}. */
    public static String schemaOf(String type) {
        int version = type.lastIndexOf(".v");
        return "/schemas/"
                + type.substring("io.certyn.".length(), version)
                + "/"
                + type.substring(version + 2)
                + ".json";
    }
}

package io.certyn.telemetry;

/** Names of the documented meters. */
public final class Meters {

    public static final String CONTROL_PLANE = "certyn.self_hosted.control_plane";
    public static final String RUNNER_DAEMON = "certyn.self_hosted.runner_daemon";

    private Meters() {}
}

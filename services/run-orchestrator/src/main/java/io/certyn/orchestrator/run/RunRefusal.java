package io.certyn.orchestrator.run;

/** Why a run does not follow a command. */
public enum RunRefusal {
    /** It runs already. */
    ALREADY_RUNNING,
    /** Somebody has cancelled it before. */
    ALREADY_CANCELLING,
    /** A terminal status never changes. */
    OVER
}

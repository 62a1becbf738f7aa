package io.certyn.orchestrator.session;

/** Why a session does not follow a command. */
public enum SessionRefusal {
    /** Told under an epoch that no longer counts. */
    STALE,
    /** It is there, or further, under this very epoch: said twice or out of order. */
    ALREADY,
    /** It has reported and only waits for the seal. */
    REPORTED,
    /** The deadline has not passed. */
    TOO_EARLY,
    /** It does not wait for a seal. */
    NOT_WAITING,
    /** Finished is for ever. */
    OVER
}

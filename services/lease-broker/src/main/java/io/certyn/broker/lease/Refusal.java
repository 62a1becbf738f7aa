package io.certyn.broker.lease;

/** Why a command changes nothing. */
public enum Refusal {
    /** Somebody else holds the session, it is over, or it is not for this runner. */
    TAKEN,
    /** Meant for another epoch or from one that does not hold the session. */
    STALE,
    /** The runner takes nothing new. */
    DRAINING,
    /** The runner has no free slot. */
    NO_SLOT,
    /** The tenant runs as many sessions as it may. */
    TENANT_CAP,
    /** The state's deadline has passed: not renewed, to be killed. */
    OVERDUE,
    /** Another result of the same lease was accepted. */
    CONFLICT,
    /** The session is over. */
    OVER,
    /** Nothing is due yet: a session that rests, a deadline that is ahead. */
    NOT_DUE
}

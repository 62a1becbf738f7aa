package io.certyn.broker.queue;

/**
 * Where a session stands.
 *
 * @param position from 1, among the tenant's sessions of the same pool and priority
 * @param ahead sessions of the pool that come before it, whoever owns them
 * @param ofHigherPriority of these, those of higher priority
 * @param startedLately sessions that left the pool's queue for a runner in the last ten minutes
 */
public record Place(long position, long ahead, long ofHigherPriority, long startedLately) {}

/**
 * Keeps sessions in exactly one of queue, lease and history. Every method is one transaction: rows
 * are locked in the order of their ids, decided on with the database's clock, and written together
 * with the facts that follow.
 */
@NullMarked
package io.certyn.broker.lease.store;

import org.jspecify.annotations.NullMarked;

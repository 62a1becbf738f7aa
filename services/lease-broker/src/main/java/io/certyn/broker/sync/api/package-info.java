/**
 * The sync endpoint and its long polls. A parked poll holds no thread; it is woken for itself
 * alone, by an offer, a command or a changed verdict.
 */
@NullMarked
package io.certyn.broker.sync.api;

import org.jspecify.annotations.NullMarked;

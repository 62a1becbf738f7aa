/**
 * What was refused because its lease is over or another's is newer, counted and told. A refusal
 * changes nothing, so it is told apart from the transaction that refused.
 */
@NullMarked
package io.certyn.audit;

import org.jspecify.annotations.NullMarked;

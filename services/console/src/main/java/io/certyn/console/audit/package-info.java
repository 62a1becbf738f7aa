/**
 * The trail of what people and keys changed here, one entry per write, stored in the transaction of
 * the write: what was done cannot lack its entry.
 */
@NullMarked
package io.certyn.console.audit;

import org.jspecify.annotations.NullMarked;

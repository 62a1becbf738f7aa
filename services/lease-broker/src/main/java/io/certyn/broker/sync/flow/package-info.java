/** Brings the exchanges of many runners before the database together. */
@NullMarked
package io.certyn.broker.sync.flow;

import org.jspecify.annotations.NullMarked;

/**
 * What bounds a session: the deadline its runner keeps extending, the budgets of its assignment,
 * and a cancel. Time is read from a monotonic ticker that is handed in.
 */
@NullMarked
package io.certyn.agent.budget;

import org.jspecify.annotations.NullMarked;

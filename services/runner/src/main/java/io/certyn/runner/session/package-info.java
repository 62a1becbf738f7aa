/**
 * One session from claim to completion: its agent, the link to it, its evidence. A virtual thread
 * each. The agent's side of the link is treated as hostile: types, sizes, order and names are
 * checked, and what does not fit ends the session.
 */
@NullMarked
package io.certyn.runner.session;

import org.jspecify.annotations.NullMarked;

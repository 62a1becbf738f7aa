/**
 * How a case goes from line to line, and how long one look at the page follows another before an
 * element is used or given up. Plain states and decisions; the session package carries them out.
 */
@NullMarked
package io.certyn.agent.loop;

import org.jspecify.annotations.NullMarked;

/**
 * The live picture on its way out: one outbound WebSocket per watched session. Pictures are
 * conflated, the newest wins and one is under way at a time; steps, page and log lines keep their
 * order.
 */
@NullMarked
package io.certyn.runner.tunnel;

import org.jspecify.annotations.NullMarked;

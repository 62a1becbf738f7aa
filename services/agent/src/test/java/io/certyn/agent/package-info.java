/** Tests of the agent: pure parts alone, the whole of it against real Chromium over a real link. */
@NullMarked
package io.certyn.agent;

import org.jspecify.annotations.NullMarked;

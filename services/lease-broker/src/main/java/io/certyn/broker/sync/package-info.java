/**
 * The one exchange between runner and broker, translated: a request checked into what the domain
 * settles, and what was settled into an answer.
 */
@NullMarked
package io.certyn.broker.sync;

import org.jspecify.annotations.NullMarked;

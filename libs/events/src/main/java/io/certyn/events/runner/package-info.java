/** What happens to runners and pools; on {@code certyn.runner.events.v1}. */
@NullMarked
package io.certyn.events.runner;

import org.jspecify.annotations.NullMarked;

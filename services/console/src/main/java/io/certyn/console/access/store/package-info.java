/** Keeps tenants, members and API keys; of a key only the hash. */
@NullMarked
package io.certyn.console.access.store;

import org.jspecify.annotations.NullMarked;

/** Keeps the audit trail; entries are added, never changed. */
@NullMarked
package io.certyn.console.audit.store;

import org.jspecify.annotations.NullMarked;

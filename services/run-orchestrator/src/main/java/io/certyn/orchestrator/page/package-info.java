/**
 * Pages of long lists. A page starts after a key, never at a number, so that rows that come or go
 * meanwhile move nothing; the cursor that carries the key fits only the filter it was made for.
 */
@NullMarked
package io.certyn.orchestrator.page;

import org.jspecify.annotations.NullMarked;

/**
 * What the tests of every module share: a clock that stands still until told, and the house's
 * ArchUnit rules. Fixtures of a service stay with that service.
 */
@NullMarked
package io.certyn.testing;

import org.jspecify.annotations.NullMarked;

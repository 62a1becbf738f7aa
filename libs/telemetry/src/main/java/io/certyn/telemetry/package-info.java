/**
 * The names under which Certyn is measured and logged. Dashboards and alerts are written against
 * them, so a name here changes only together with its documentation.
 */
@NullMarked
package io.certyn.telemetry;

import org.jspecify.annotations.NullMarked;

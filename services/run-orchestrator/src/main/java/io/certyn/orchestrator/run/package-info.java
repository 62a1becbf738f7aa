/**
 * A run is one request to execute cases, with its verdict. {@link io.certyn.orchestrator.run.Run}
 * decides for the run, {@link io.certyn.orchestrator.run.RunSaga} leads it together with one of its
 * sessions, and {@link io.certyn.orchestrator.run.Verdict} turns outcomes into a status. All of it
 * is plain Java; the sub-packages keep, announce and show runs.
 */
@NullMarked
package io.certyn.orchestrator.run;

import org.jspecify.annotations.NullMarked;

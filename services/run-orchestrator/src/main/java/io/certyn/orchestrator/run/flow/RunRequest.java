package io.certyn.orchestrator.run.flow;

import io.certyn.ids.TenantId;
import io.certyn.orchestrator.catalog.Project;
import io.certyn.orchestrator.catalog.Selection;
import io.certyn.orchestrator.run.RunHeader;
import io.certyn.orchestrator.trigger.IdempotencyKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks to be run.
 *
 * @param environment slug or wire id
 */
public record RunRequest(
        TenantId tenant,
        Project project,
        Selection selection,
        String environment,
        Map<String, String> labels,
        Duration deadline,
        RunHeader.Trigger trigger,
        Optional<IdempotencyKey> key) {}

package io.certyn.orchestrator.run.flow;

import io.certyn.ids.TenantId;
import io.certyn.orchestrator.catalog.Project;
import io.certyn.orchestrator.catalog.Selection;
import io.certyn.orchestrator.run.RunHeader;
import io.certyn.orchestrator.trigger.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks to be run.
 *
 * @param environment slug or wire id
 * @param priority 0 to 4; sessions of a higher one are leased first
 * @param notBefore when its sessions may start at the earliest
 */
public record RunRequest(
        TenantId tenant,
        Project project,
        Selection selection,
        String environment,
        Map<String, String> labels,
        Duration deadline,
        int priority,
        Optional<Instant> notBefore,
        RunHeader.Trigger trigger,
        Optional<IdempotencyKey> key) {}

package io.certyn.orchestrator.catalog;

import io.certyn.ids.ProjectId;

/** A product under test. */
public record Project(ProjectId id, String slug, String name) {}

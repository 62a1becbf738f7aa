package io.certyn.orchestrator.catalog;

import io.certyn.protocol.step.CaseFile;

/** A case file that was understood, with the text it was read from. */
public record CaseSource(String path, String text, CaseFile file) {}

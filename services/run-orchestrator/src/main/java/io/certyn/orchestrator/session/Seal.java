package io.certyn.orchestrator.session;

/** The artifact store's word on the evidence of one epoch. It may come before the report does. */
public record Seal(long epoch, Evidence evidence) {}

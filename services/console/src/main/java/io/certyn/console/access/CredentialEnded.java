package io.certyn.console.access;

/** A key was revoked or somebody signed out: what was remembered about credentials is void. */
public record CredentialEnded() {}

package io.certyn.protocol;

import java.util.List;

/** {@code manifest.json}: every file of a session's evidence, written by the runner at the end. */
public record EvidenceManifest(String session, long epoch, List<Uploads.File> files) {}

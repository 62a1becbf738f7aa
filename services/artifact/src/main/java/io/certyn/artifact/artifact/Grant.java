package io.certyn.artifact.artifact;

import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.protocol.Uploads;

/** The right to upload one object of known size and hash under one epoch of a session. */
public record Grant(
        TenantId tenant, RunId run, SessionId session, long epoch, Uploads.File object) {}

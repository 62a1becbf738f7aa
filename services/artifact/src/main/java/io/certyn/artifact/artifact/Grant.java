package io.certyn.artifact.artifact;

import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The right to upload one object of known size and hash under one epoch of a session. */
public record Grant(TenantId tenant, RunId run, SessionId session, long epoch, Description object) {

    /** Largest object, in bytes. */
    public static final long MAX_BYTES = 100L * 1024 * 1024;

    /** What the object says it is. */
    public record Description(
            String name,
            String kind,
            @Nullable String caseKey,
            @Nullable Integer step,
            long bytes,
            String sha256,
            String contentType) {}

    private static final Pattern NAME =
            Pattern.compile(
                    "[A-Za-z0-9][A-Za-z0-9._-]{0,127}(/[A-Za-z0-9][A-Za-z0-9._-]{0,127}){0,3}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("[a-z]+/[a-z0-9.+-]{1,80}(; ?charset=[a-zA-Z0-9-]{1,20})?");
    private static final Set<String> KINDS =
            Set.of(
                    "step_log",
                    "screenshot",
                    "trace",
                    "agent_trace",
                    "agent_log",
                    "video",
                    "snapshot",
                    "manifest");

    /** Why this grant describes nothing we would store, if so. */
    public Optional<String> fault() {
        if (!NAME.matcher(object.name()).matches()) {
            return Optional.of("name");
        }
        if (!HASH.matcher(object.sha256()).matches()) {
            return Optional.of("sha256");
        }
        if (!CONTENT_TYPE.matcher(object.contentType()).matches()) {
            return Optional.of("contentType");
        }
        if (!KINDS.contains(object.kind())) {
            return Optional.of("kind");
        }
        return object.bytes() < 0 || object.bytes() > MAX_BYTES
                ? Optional.of("bytes")
                : Optional.empty();
    }
}

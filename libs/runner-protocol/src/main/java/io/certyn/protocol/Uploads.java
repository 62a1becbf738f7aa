package io.certyn.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be evidence, the same for the runner that keeps it, the broker that grants its upload
 * and the artifact service that stores it; and the upload grants, {@code POST
 * /runner/v1/leases/{session}/uploads}: at most 50 files a call, only for the live epoch. Each
 * grant is one {@code PUT} of exactly the announced bytes.
 */
public final class Uploads {

    /** Most files a grant is asked for at once. */
    public static final int MAX_FILES = 50;

    /** Largest file, in bytes. */
    public static final long MAX_FILE_BYTES = 100L * 1024 * 1024;

    /** Most bytes of all files of one session under one epoch. */
    public static final long MAX_SESSION_BYTES = 1024L * 1024 * 1024;

    private static final int LONGEST_NAME = 200;
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
                    "exploration",
                    "manifest");

    private Uploads() {}

    /** Whether a path within a session's evidence is safe as a path on disk and in a URL. */
    public static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
    }

    /** Whether this is a media type as evidence has one. */
    public static boolean isContentType(String text) {
        return CONTENT_TYPE.matcher(text).matches();
    }

    public record Request(long epoch, List<File> files) {}

    /**
     * @param name path within the session's evidence, such as {@code steps/0001-after.jpg}
     * @param kind step_log, screenshot, trace, agent_trace, agent_log, video, snapshot,
     *     exploration, manifest
     * @param sha256 64 lower-case hex digits
     * @param caseKey null where the file belongs to the session as a whole
     * @param step null where the file belongs to no step
     */
    public record File(
            String name,
            String kind,
            @Nullable String caseKey,
            @Nullable Integer step,
            long bytes,
            String sha256,
            String contentType) {

        /** The first field for which this can be no evidence, as far as there is one. */
        public Optional<String> fault() {
            if (name == null || !isName(name)) {
                return Optional.of("name");
            }
            if (sha256 == null || !HASH.matcher(sha256).matches()) {
                return Optional.of("sha256");
            }
            if (contentType == null || !isContentType(contentType)) {
                return Optional.of("contentType");
            }
            if (kind == null || !KINDS.contains(kind)) {
                return Optional.of("kind");
            }
            return bytes < 0 || bytes > MAX_FILE_BYTES ? Optional.of("bytes") : Optional.empty();
        }
    }

    /** Paths relative to the control plane, in the order of the request. */
    public record Answer(List<Grant> grants) {}

    public record Grant(String name, String path) {}
}

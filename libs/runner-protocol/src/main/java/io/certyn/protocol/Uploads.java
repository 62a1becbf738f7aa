package io.certyn.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Upload grants, {@code POST /runner/v1/leases/{session}/uploads}: at most 50 files a call, only
 * for the live epoch. Each grant is one {@code PUT} of exactly the announced bytes.
 */
public final class Uploads {

    public static final int MAX_FILES = 50;

    private Uploads() {}

    public record Request(long epoch, List<File> files) {}

    /**
     * @param name path within the session's evidence, such as {@code steps/0001-after.jpg}
     * @param kind step_log, screenshot, trace, agent_trace, agent_log, video, manifest
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
            String contentType) {}

    /** Paths relative to the control plane, in the order of the request. */
    public record Answer(List<Grant> grants) {}

    public record Grant(String name, String path) {}
}

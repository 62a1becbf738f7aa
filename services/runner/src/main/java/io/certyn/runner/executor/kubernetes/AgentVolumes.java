package io.certyn.runner.executor.kubernetes;

import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFileBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;

/** What an agent's pod can read and where it can write, which is memory only. */
final class AgentVolumes {

    /** Annotations that become files. */
    static final String TOKEN = "certyn.io/link-token";

    static final String EGRESS = "certyn.io/egress";

    private static final String DIRECTORY = "/run/certyn";

    static final String TOKEN_FILE = DIRECTORY + "/token";
    static final String EGRESS_FILE = DIRECTORY + "/egress";

    private AgentVolumes() {}

    static List<VolumeMount> mounts() {
        return List.of(
                mount("access", DIRECTORY, true),
                mount("tmp", "/tmp", false),
                mount("home", "/home", false),
                mount("shared-memory", "/dev/shm", false));
    }

    private static VolumeMount mount(String name, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(readOnly)
                .build();
    }

    static List<Volume> volumes() {
        return List.of(
                new VolumeBuilder()
                        .withName("access")
                        .withNewDownwardAPI()
                        .withDefaultMode(0440)
                        .withItems(file("token", TOKEN), file("egress", EGRESS))
                        .endDownwardAPI()
                        .build(),
                memory("tmp", "512Mi"),
                memory("home", "256Mi"),
                memory("shared-memory", "256Mi"));
    }

    private static DownwardAPIVolumeFile file(String path, String annotation) {
        return new DownwardAPIVolumeFileBuilder()
                .withPath(path)
                .withNewFieldRef("v1", "metadata.annotations['" + annotation + "']")
                .build();
    }

    /** Counts as the container's own memory, and what a page leaves behind is on no disk. */
    private static Volume memory(String name, String limit) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(new Quantity(limit))
                .endEmptyDir()
                .build();
    }
}

package io.certyn.runner.executor.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnContainerTest {

    private static final String ID = "0123456789abcdef".repeat(4);

    @Test
    void aContainerIsKnownByTheFilesItsEngineGaveIt() {
        var mounts =
                """
                810 764 0:61 / / rw,relatime master:278 - overlay overlay rw,lowerdir=/var/lib/docker
                829 810 254:1 /var/lib/docker/containers/%s/hostname /etc/hostname rw - ext4 /dev/vda1 rw
                """
                        .formatted(ID);

        assertThat(OwnContainer.id(mounts)).contains(ID);
    }

    @Test
    void aPathBelowAMountIsSomewhereElseForTheEngine() {
        var own =
                new OwnContainer(
                        "sha256:1",
                        Map.of(
                                Path.of("/var/lib/certyn-runner"), Path.of("/srv/state"),
                                Path.of("/var/lib/certyn-runner/run"), Path.of("/run/fast")));

        assertThat(own.outside(Path.of("/var/lib/certyn-runner/spool/a")))
                .contains(Path.of("/srv/state/spool/a"));
        assertThat(own.outside(Path.of("/var/lib/certyn-runner/run/a1")))
                .contains(Path.of("/run/fast/a1"));
        assertThat(own.outside(Path.of("/tmp/a"))).isEmpty();
    }

    @Test
    void whatRunsOnTheMachineItselfIsInNone() {
        var mounts =
                """
                24 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
                99 24 0:80 / /var/lib/docker/containers/%s/mounts/shm rw - tmpfs shm rw
                """
                        .formatted(ID);

        assertThat(OwnContainer.id(mounts)).isEmpty();
    }
}

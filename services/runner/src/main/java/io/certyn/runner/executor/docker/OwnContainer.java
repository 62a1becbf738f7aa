package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The container that this process is in, as its engine knows it.
 *
 * @param image id of its image
 * @param mounts directories of the engine's machine by where they are in here
 */
record OwnContainer(String image, Map<Path, Path> mounts) {

    /** The engine gives each container files of its own, such as its host name. */
    private static final Pattern GIVEN = Pattern.compile("/containers/([0-9a-f]{64})/");

    OwnContainer {
        mounts = Map.copyOf(mounts);
    }

    /** Empty where this process is in no container, or in one of another engine. */
    static Optional<OwnContainer> known(Engine engine) throws IOException {
        var table = Path.of("/proc/self/mountinfo");
        var id = Files.isReadable(table) ? id(Files.readString(table)) : Optional.<String>empty();
        return id.isPresent() ? engine.container(id.get()).map(OwnContainer::of) : Optional.empty();
    }

    static Optional<String> id(String mountInfo) {
        return GIVEN.matcher(mountInfo).results().map(found -> found.group(1)).findFirst();
    }

    private static OwnContainer of(InspectContainerResponse found) {
        var mounts =
                found.getMounts() == null
                        ? List.<InspectContainerResponse.Mount>of()
                        : found.getMounts();
        return new OwnContainer(
                String.valueOf(found.getImageId()),
                mounts.stream()
                        .filter(mount ->
                                mount.getDestination() != null && mount.getSource() != null)
                        .collect(
                                Collectors.toMap(
                                        mount -> Path.of(mount.getDestination().getPath()),
                                        mount -> Path.of(mount.getSource()))));
    }

    /** Where the engine's machine has what is here in this place. */
    Path outside(Path inside) {
        return mounts.entrySet().stream()
                .filter(mount -> inside.startsWith(mount.getKey()))
                .max(Comparator.comparingInt(mount -> mount.getKey().getNameCount()))
                .map(mount -> mount.getValue().resolve(mount.getKey().relativize(inside)))
                .orElse(inside);
    }
}

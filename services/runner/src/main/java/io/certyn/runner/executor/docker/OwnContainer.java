package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The container that this process is in, as its engine knows it.
 *
 * @param image id of its image
 * @param mounts directories of the engine's machine by where they are in here
 */
public record OwnContainer(String image, Map<Path, Path> mounts) {

    /** The engine gives each container a file of its own with the host name. */
    private static final Pattern GIVEN =
            Pattern.compile("/containers/([0-9a-f]{64})/hostname /etc/hostname ");

    public OwnContainer {
        mounts = Map.copyOf(mounts);
    }

    /** Empty where this process is in no container, or in one that no engine here knows. */
    public static Optional<OwnContainer> find() throws IOException {
        var table = Path.of("/proc/self/mountinfo");
        var id = Files.isReadable(table) ? id(Files.readString(table)) : Optional.<String>empty();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try (var engine = Engine.connect()) {
            return engine.answers()
                    ? engine.container(id.get()).map(OwnContainer::of)
                    : Optional.empty();
        }
    }

    static Optional<String> id(String mountInfo) {
        return GIVEN.matcher(mountInfo).results().map(found -> found.group(1)).findFirst();
    }

    private static OwnContainer of(InspectContainerResponse found) {
        var mounts =
                found.getMounts() == null
                        ? List.<InspectContainerResponse.Mount>of()
                        : found.getMounts();
        var places = new HashMap<Path, Path>();
        for (var mount : mounts) {
            var destination = mount.getDestination();
            var source = mount.getSource();
            // Memory that is mounted has no place on the machine.
            if (destination != null && source != null && !source.isEmpty()) {
                places.put(Path.of(destination.getPath()), Path.of(source));
            }
        }
        return new OwnContainer(String.valueOf(found.getImageId()), places);
    }

    /** Where the engine's machine has what is here in this place; empty where it has it nowhere. */
    public Optional<Path> outside(Path inside) {
        return mounts.entrySet().stream()
                .filter(mount -> inside.startsWith(mount.getKey()))
                .max(Comparator.comparingInt(mount -> mount.getKey().getNameCount()))
                .map(mount -> mount.getValue().resolve(mount.getKey().relativize(inside)));
    }
}

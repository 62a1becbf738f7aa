package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Images by name: those the engine has, and those it can pull. */
final class Images {

    private static final System.Logger LOG = System.getLogger(Images.class.getName());
    private static final Duration PULL = Duration.ofMinutes(10);

    private final Engine engine;
    private final List<String> allowed;

    Images(Engine engine, List<String> allowed) {
        this.engine = engine;
        this.allowed = List.copyOf(allowed);
    }

    /**
     * What a name names at this moment.
     *
     * @param id of the image in this engine, whatever the name names later
     * @param digest the registry's, or else the id
     */
    record Image(String name, String id, String digest) {

        /** The name, and which of all images that had it. */
        String exactly() {
            return name.contains("@") ? name : name + "@" + digest;
        }
    }

    /** Pulls an image that the engine does not have; none that is not allowed here. */
    Image named(String name) throws IOException {
        if (!isAllowed(name)) {
            throw new IOException(
                    "the image "
                            + name
                            + " is not among this runner's certyn.runner.allowed-images");
        }
        var known = find(name);
        return known.isPresent() ? known.get() : pulled(name);
    }

    private boolean isAllowed(String name) {
        return allowed.isEmpty() || allowed.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    /** One at a time: sessions that need the same image wait for it together. */
    private synchronized Image pulled(String name) throws IOException {
        var meanwhile = find(name);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        LOG.log(System.Logger.Level.INFO, "pulling image name={0}", name);
        pull(name);
        return find(name)
                .orElseThrow(() -> new IOException("the engine lost the image " + name + " again"));
    }

    private void pull(String name) throws IOException {
        boolean complete =
                Engine.call(
                        "pulling the image " + name,
                        () -> {
                            try {
                                return engine.streams()
                                        .pullImageCmd(name)
                                        .exec(new ResultCallback.Adapter<PullResponseItem>())
                                        .awaitCompletion(PULL.toSeconds(), TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                                throw new IllegalStateException("interrupted", e);
                            }
                        });
        if (!complete) {
            throw new IOException("pulling the image " + name + " took longer than " + PULL);
        }
    }

    private Optional<Image> find(String name) throws IOException {
        return Engine.call(
                "finding the image " + name,
                () -> {
                    try {
                        return Optional.of(
                                image(name, engine.calls().inspectImageCmd(name).exec()));
                    } catch (NotFoundException _) {
                        return Optional.empty();
                    }
                });
    }

    private static Image image(String name, InspectImageResponse found) {
        var id = Objects.requireNonNull(found.getId());
        var digests = Objects.requireNonNullElse(found.getRepoDigests(), List.<String>of());
        return new Image(
                name,
                id,
                digests.stream()
                        .map(digest -> digest.substring(digest.indexOf('@') + 1))
                        .findFirst()
                        .orElse(id));
    }
}

package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import io.certyn.runner.executor.AllowedImages;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Images by name: those the engine has, and those it can pull. */
final class Images {

    private static final System.Logger LOG = System.getLogger(Images.class.getName());
    private static final Duration PULL = Duration.ofMinutes(10);

    private final Engine engine;
    private final AllowedImages allowed;
    private final Map<String, Object> pulling = new ConcurrentHashMap<>();

    Images(Engine engine, AllowedImages allowed) {
        this.engine = engine;
        this.allowed = allowed;
    }

    /**
     * What a name names at this moment.
     *
     * @param id of the image in this engine, whatever the name names later
     * @param digest by which its repository knows it, or else the id
     */
    record Image(String name, String id, String digest) {

        /** The name, and which of all images that had it. */
        String exactly() {
            return name.contains("@") ? name : name + "@" + digest;
        }
    }

    /** Pulls an image that the engine does not have; none that is not allowed here. */
    Image named(String name) throws IOException {
        allowed.demand(name);
        var known = find(name);
        return known.isPresent() ? known.get() : pulled(name);
    }

    /** Sessions that need the same image wait for it together. */
    private Image pulled(String name) throws IOException {
        if (!namesRegistry(name)) {
            throw new IOException(
                    "the engine has no image "
                            + name
                            + ", and only names that begin with a registry are pulled");
        }
        synchronized (pulling.computeIfAbsent(name, _ -> new Object())) {
            var meanwhile = find(name);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            LOG.log(System.Logger.Level.INFO, "pulling image name={0}", name);
            pull(isTagged(name) ? name : name + ":latest");
            return find(name)
                    .orElseThrow(
                            () -> new IOException("the engine lost the image " + name + " again"));
        }
    }

    /** Else the engine would ask a registry that nobody named. */
    private static boolean namesRegistry(String name) {
        int slash = name.indexOf('/');
        var first = slash < 0 ? "" : name.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    /** Without a tag the engine would pull every one. */
    private static boolean isTagged(String name) {
        return name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
    }

    private void pull(String name) throws IOException {
        var what = "pulling the image " + name;
        try (var pull =
                Engine.call(what, () -> engine.streams().pullImageCmd(name).exec(new Pull()))) {
            if (!pull.awaitCompletion(PULL.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(what + " took longer than " + PULL);
            }
            pull.demandSuccess(what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + " was interrupted", e);
        } catch (RuntimeException e) {
            // What the engine answers instead of a stream.
            throw new IOException(what + " failed: " + e.getMessage(), e);
        }
    }

    /** Hears what went wrong while layers come, which the engine says in between. */
    private static final class Pull extends ResultCallback.Adapter<PullResponseItem> {

        private volatile @Nullable String fault;

        @Override
        public void onNext(PullResponseItem item) {
            var detail = item.getErrorDetail();
            if (detail != null) {
                fault = String.valueOf(detail.getMessage());
            }
        }

        void demandSuccess(String what) throws IOException {
            var said = fault;
            if (said != null) {
                throw new IOException(what + " failed: " + said);
            }
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
                        .filter(digest -> digest.startsWith(repository(name) + "@"))
                        .map(digest -> digest.substring(digest.indexOf('@') + 1))
                        .findFirst()
                        .orElse(id));
    }

    private static String repository(String name) {
        var untagged = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
        int colon = untagged.indexOf(':', untagged.lastIndexOf('/') + 1);
        return colon < 0 ? untagged : untagged.substring(0, colon);
    }
}

package io.certyn.artifact.blob.files;

import io.certyn.artifact.blob.Blobs;
import io.certyn.artifact.blob.Intake;
import io.certyn.artifact.blob.Layout;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Bytes on a disk, one file an object. */
public final class FileBlobs implements Blobs {

    private final Path root;

    /**
     * @throws IOException if the directory cannot be made or written
     */
    public FileBlobs(Path root) throws IOException {
        this.root = Files.createDirectories(root).toRealPath();
        if (!Files.isWritable(this.root)) {
            throw new IOException("cannot write to " + this.root);
        }
    }

    @Override
    public Incoming receive(
            TenantId tenant, SessionId session, long epoch, InputStream body, long limit)
            throws IOException {
        var location = Layout.incoming(tenant, session, epoch);
        var file = at(location);
        Files.createDirectories(file.getParent());
        try {
            return write(location, file, body, limit);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static Incoming write(String location, Path file, InputStream body, long limit)
            throws IOException {
        try (var out =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var incoming = Intake.copy(location, body, out, limit);
            out.force(true);
            return incoming;
        }
    }

    @Override
    public String promote(TenantId tenant, String location, String sha256) throws IOException {
        var target = Layout.content(tenant, sha256);
        if (location.equals(target)) {
            return target;
        }
        var file = at(target);
        if (Files.exists(file)) {
            Files.deleteIfExists(at(location));
            return target;
        }
        Files.createDirectories(file.getParent());
        try {
            Files.move(at(location), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // A repeat after a crash between the move and the row: the bytes lie there already.
            if (!Files.exists(file)) {
                throw e;
            }
        }
        return target;
    }

    @Override
    public void discard(String location) throws IOException {
        Files.deleteIfExists(at(location));
    }

    @Override
    public SeekableByteChannel open(String location) throws IOException {
        return Files.newByteChannel(at(location), StandardOpenOption.READ);
    }

    private Path at(String location) {
        var path = root.resolve(location).normalize();
        if (!path.startsWith(root)) {
            throw new IllegalStateException("location outside the store: " + location);
        }
        return path;
    }
}

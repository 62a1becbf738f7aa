package io.certyn.artifact.blob;

import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * Where bytes lie. Objects come in under their session and epoch; once that epoch is accepted they
 * are promoted to the place named by their hash, where equal bytes of a tenant lie once.
 *
 * <p>All methods block and belong on a worker thread.
 */
public interface Blobs {

    /** What arrived: its place, its size and its hash. */
    record Incoming(String location, long bytes, String sha256) {}

    /** The body was longer than announced, or than any object may be. */
    final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        public TooLarge(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    /**
     * Stores a body durably under the session and epoch, hashing on the way. Nothing stays behind
     * when this fails.
     *
     * @param limit most bytes to read
     * @throws TooLarge if the body goes on after the limit
     */
    Incoming receive(TenantId tenant, SessionId session, long epoch, InputStream body, long limit)
            throws IOException;

    /** Moves an incoming object to its content address; does nothing when it lies there already. */
    String promote(TenantId tenant, String location, String sha256) throws IOException;

    /** Drops an object; one that is not there is no error. */
    void discard(String location) throws IOException;

    /**
     * Opens an object for reading.
     *
     * @throws java.nio.file.NoSuchFileException if it is gone
     */
    SeekableByteChannel open(String location) throws IOException;
}

package io.certyn.artifact.blob.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A body on the disk until it is whole and in the bucket. */
final class WaitingBody implements Closeable {

    private final Path path;

    /**
     * Not read as a channel: the SDK ends an attempt that takes too long by an interrupt, which
     * would close a channel, and the next attempt reads the same bytes again.
     */
    private final RandomAccessFile file;

    WaitingBody(Path directory) throws IOException {
        path = directory.resolve(UUID.randomUUID() + ".part");
        file = new RandomAccessFile(path.toFile(), "rw");
        unlink();
    }

    /** Where the system allows that, an open file without a name: it does not survive a kill. */
    private void unlink() {
        try {
            Files.delete(path);
        } catch (IOException _) {
            // Then at the end.
        }
    }

    WritableByteChannel sink() {
        return file.getChannel();
    }

    InputStream fromTheStart() throws IOException {
        file.seek(0);
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return file.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return file.read(buffer, offset, length);
            }
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }
}

package io.certyn.artifact.blob.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object read in pieces, each by a request of its own, so that a slow reader holds no connection
 * and one piece in memory. Not for several threads.
 */
final class RangedObject implements SeekableByteChannel {

    static final int PIECE = 1024 * 1024;

    private final S3Client client;
    private final String bucket;
    private final String location;
    private final String tag;
    private final long size;

    private ByteBuffer piece = ByteBuffer.allocate(0);
    private long pieceStart;
    private long position;
    private boolean open = true;

    RangedObject(S3Client client, String bucket, String location, String tag, long size) {
        this.client = client;
        this.bucket = bucket;
        this.location = location;
        this.tag = tag;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        checkOpen();
        if (position >= size) {
            return -1;
        }
        if (position < pieceStart || position >= pieceStart + piece.limit()) {
            piece = ByteBuffer.wrap(fetch(position, (int) Math.min(PIECE, size - position)));
            pieceStart = position;
        }
        int from = (int) (position - pieceStart);
        int count = Math.min(target.remaining(), piece.limit() - from);
        target.put(piece.slice(from, count));
        position += count;
        return count;
    }

    private byte[] fetch(long first, int count) throws IOException {
        try {
            byte[] bytes =
                    client.getObject(
                            request ->
                                    request.bucket(bucket)
                                            .key(location)
                                            .ifMatch(tag)
                                            .range("bytes=" + first + "-" + (first + count - 1)),
                            atMost(count, first));
            if (bytes.length < count) {
                throw new EOFException(location + " ended early");
            }
            return bytes;
        } catch (SdkException e) {
            throw S3Blobs.fault("read", location, e);
        }
    }

    /** Reads no more than was asked for, whatever the store sends; a break is tried again. */
    private static ResponseTransformer<GetObjectResponse, byte[]> atMost(int count, long first) {
        return (response, in) -> {
            if (first > 0 && response.contentRange() == null) {
                throw new IOException("the store does not know ranges");
            }
            return readOrRetry(in, count);
        };
    }

    private static byte[] readOrRetry(InputStream in, int count) {
        try {
            return in.readNBytes(count);
        } catch (IOException e) {
            throw RetryableException.create("the object broke off", e);
        }
    }

    @Override
    public long position() throws IOException {
        checkOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) throws IOException {
        checkOpen();
        if (wanted < 0) {
            throw new IllegalArgumentException("position " + wanted);
        }
        position = wanted;
        return this;
    }

    @Override
    public long size() throws IOException {
        checkOpen();
        return size;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long wanted) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        piece = ByteBuffer.allocate(0);
    }

    private void checkOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}

package io.certyn.protocol.link;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/**
 * Frames over a stream socket: {@code u32 length} and the message. Reading and writing are each
 * safe for one thread at a time; writing is synchronised.
 */
public final class LinkCodec {

    private static final int MAX_MESSAGE = Frame.MAX_PAYLOAD + 64 * 1024;

    private final DataInputStream in;
    private final OutputStream out;

    public LinkCodec(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    public static LinkCodec over(SocketChannel channel) {
        return new LinkCodec(Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    /**
     * Waits for the next message.
     *
     * @throws EOFException when the other side closed between two messages
     * @throws MalformedFrame when the bytes are no message
     */
    public Frame read() throws IOException {
        int length = in.readInt();
        if (length < Frame.HEADER_BYTES || length > MAX_MESSAGE) {
            throw new MalformedFrame("message of " + length + " bytes");
        }
        var message = in.readNBytes(length);
        if (message.length < length) {
            throw new EOFException("closed within a message");
        }
        return Frame.decode(ByteBuffer.wrap(message));
    }

    public synchronized void write(Frame frame) throws IOException {
        var message = frame.encode();
        var prefixed = ByteBuffer.allocate(Integer.BYTES + message.remaining());
        prefixed.putInt(message.remaining()).put(message);
        out.write(prefixed.array());
        out.flush();
    }
}

package io.certyn.runner.executor.docker;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Knows every name, as 192.0.2.7, on the port where names are asked for: only root may open it.
 *
 * @param socket listens on one address of this machine
 */
record Resolver(DatagramSocket socket) implements AutoCloseable {

    private static final int PORT = 53;
    private static final int HEADER = 12;
    private static final int TYPE_AND_CLASS = 4;
    private static final short IS_ANSWER = (short) 0x8180;
    private static final short NAME_OF_THE_QUESTION = (short) 0xc00c;
    private static final byte[] ADDRESS = {(byte) 192, 0, 2, 7};

    static Resolver on(InetAddress host) throws IOException {
        var resolver = new Resolver(new DatagramSocket(new InetSocketAddress(host, PORT)));
        Thread.ofVirtual().name("resolver").start(resolver::answerAll);
        return resolver;
    }

    private void answerAll() {
        var asked = new DatagramPacket(new byte[512], 512);
        while (!socket.isClosed()) {
            try {
                socket.receive(asked);
                var answer = answer(Arrays.copyOf(asked.getData(), asked.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
            } catch (IOException _) {
                // Closed; the test is over.
                return;
            }
        }
    }

    /** As RFC 1035, section 4, lays it out; other questions than for an address get none. */
    private static byte[] answer(byte[] bytes) {
        var asked = ByteBuffer.wrap(bytes);
        int end = HEADER;
        while (asked.get(end) != 0) {
            end += asked.get(end) + 1;
        }
        boolean address = asked.getShort(end + 1) == 1;
        int question = end + 1 + TYPE_AND_CLASS - HEADER;
        var answer = ByteBuffer.allocate(HEADER + question + (address ? 16 : 0));
        answer.putShort(asked.getShort(0)).putShort(IS_ANSWER);
        answer.putShort((short) 1).putShort((short) (address ? 1 : 0)).putInt(0);
        answer.put(bytes, HEADER, question);
        if (address) {
            answer.putShort(NAME_OF_THE_QUESTION).putShort((short) 1).putShort((short) 1);
            answer.putInt(60).putShort((short) ADDRESS.length).put(ADDRESS);
        }
        return answer.array();
    }

    @Override
    public void close() {
        socket.close();
    }
}

package io.certyn.relay.stream;

import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A socket's sending half that remembers. */
final class TestSink implements FrameSink {

    final List<Frame> sent = new ArrayList<>();
    @Nullable CloseCode closed;

    @Override
    public void send(Frame frame) {
        sent.add(frame);
    }

    @Override
    public void close(CloseCode code, String reason) {
        closed = code;
    }

    /** Sequence numbers of the messages of one type, in the order they were sent. */
    List<Long> seqs(FrameType type) {
        return sent.stream().filter(frame -> frame.type() == type).map(Frame::seq).toList();
    }
}

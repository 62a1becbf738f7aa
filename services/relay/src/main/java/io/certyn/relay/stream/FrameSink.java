package io.certyn.relay.stream;

import io.certyn.protocol.link.Frame;

/** The sending half of a socket. Never blocks and keeps the order of calls. */
public interface FrameSink {

    void send(Frame frame);

    /** Closes the socket with a code of live.v1; further sends go nowhere. */
    void close(CloseCode code, String reason);
}

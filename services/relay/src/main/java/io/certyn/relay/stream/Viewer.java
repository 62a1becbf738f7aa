package io.certyn.relay.stream;

import io.certyn.protocol.link.Frame;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One who watches: a slot for the newest picture and at most one picture on the wire. Credit comes
 * back with the acknowledgement that the viewer sends after drawing, so a slow viewer sees fewer
 * pictures, never older ones. Guarded by its {@link LiveStream}.
 */
final class Viewer {

    private final String id;
    private final FrameSink sink;
    private @Nullable Frame pending;
    private boolean inFlight;
    private Instant sentAt = Instant.MAX;

    Viewer(String id, FrameSink sink) {
        this.id = id;
        this.sink = sink;
    }

    String id() {
        return id;
    }

    FrameSink sink() {
        return sink;
    }

    void picture(Frame frame, Instant now) {
        if (inFlight) {
            pending = frame;
        } else {
            send(frame, now);
        }
    }

    void event(Frame frame) {
        sink.send(frame);
    }

    void drawn(Instant now) {
        inFlight = false;
        sentAt = Instant.MAX;
        var next = pending;
        pending = null;
        if (next != null) {
            send(next, now);
        }
    }

    /** Whether a picture has been waiting for its acknowledgement since before this time. */
    boolean silentSince(Instant time) {
        return inFlight && sentAt.isBefore(time);
    }

    private void send(Frame frame, Instant now) {
        inFlight = true;
        sentAt = now;
        sink.send(frame);
    }
}

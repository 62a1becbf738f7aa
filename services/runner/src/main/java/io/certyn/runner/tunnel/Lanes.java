package io.certyn.runner.tunnel;

import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, and in which order. The ordered lane goes first and says when it had to
 * give something up; the picture lane holds one picture and waits for the last to be acknowledged.
 */
final class Lanes {

    private static final int MAX_ORDERED = 256;

    private final Deque<Frame> ordered = new ArrayDeque<>();
    private @Nullable Frame picture;
    private @Nullable Frame lastPicture;
    private @Nullable Frame lastMeta;
    private boolean pictureUnderWay;
    private boolean overflowed;
    private long seq;
    private long pictureSeq;

    synchronized void add(Frame frame) {
        if (frame.type() == FrameType.FRAME_JPEG) {
            lastPicture = frame;
            picture = frame;
        } else {
            if (frame.type() == FrameType.META) {
                lastMeta = frame;
            }
            if (ordered.size() >= MAX_ORDERED) {
                ordered.clear();
                overflowed = true;
            }
            ordered.addLast(frame);
        }
        notifyAll();
    }

    /** A connection begins: whoever is there now sees the page as it is. */
    synchronized void restart() {
        pictureUnderWay = false;
        picture = lastPicture;
        if (lastMeta != null && !ordered.contains(lastMeta)) {
            ordered.addFirst(lastMeta);
        }
        notifyAll();
    }

    /** Waits for the next frame to send. */
    synchronized Frame next() throws InterruptedException {
        while (true) {
            // Waiting may end normally although the sender was told to stop meanwhile.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (overflowed) {
                overflowed = false;
                return Frame.text(FrameType.RESYNC, ++seq, "{\"lost\":true}");
            }
            if (!ordered.isEmpty()) {
                return numbered(ordered.removeFirst(), ++seq);
            }
            if (picture != null && !pictureUnderWay) {
                var next = numbered(picture, ++pictureSeq);
                picture = null;
                pictureUnderWay = true;
                return next;
            }
            wait();
        }
    }

    synchronized void acknowledged() {
        pictureUnderWay = false;
        notifyAll();
    }

    private static Frame numbered(Frame frame, long number) {
        return new Frame(
                frame.type(),
                frame.flags(),
                number,
                frame.captureEpochMicros(),
                frame.width(),
                frame.height(),
                frame.payload());
    }
}

package io.certyn.relay.stream;

import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live picture of one session on its way from one publisher to its viewers. Holds one picture,
 * one description of the page and the last 200 events; a late joiner gets all of that at once.
 * Thread-safe; time is an argument.
 */
public final class LiveStream {

    /** Events a late joiner gets. */
    static final int RING = 200;

    /** Most viewers of one session. */
    public static final int MAX_VIEWERS = 50;

    /** How long the first publisher may take to come. */
    public static final Duration FIRST_PICTURE = Duration.ofSeconds(10);

    /** How long a publisher that was there may take to come back. */
    public static final Duration PUBLISHER_GRACE = Duration.ofSeconds(30);

    /** How long a viewer may owe an acknowledgement. */
    public static final Duration VIEWER_GRACE = Duration.ofSeconds(60);

    /** How long a stream without viewers stays open. */
    public static final Duration LINGER = Duration.ofSeconds(30);

    private final SessionId session;
    private final TenantId tenant;
    private final Map<String, Viewer> viewers = new LinkedHashMap<>();
    private final Deque<Frame> events = new ArrayDeque<>();
    private @Nullable Frame lastFrame;
    private @Nullable Frame lastMeta;
    private @Nullable Publisher publisher;
    private long newest;
    private Instant publisherMissingSince;
    private @Nullable Instant unwatchedSince;
    private boolean over;

    /**
     * The socket pictures come from. A higher epoch, or a newer socket of the same, replaces it.
     */
    private record Publisher(String id, long epoch, FrameSink sink) {}

    public LiveStream(SessionId session, TenantId tenant, Instant now) {
        this.session = session;
        this.tenant = tenant;
        this.publisherMissingSince = now;
        this.unwatchedSince = now;
    }

    public SessionId session() {
        return session;
    }

    public TenantId tenant() {
        return tenant;
    }

    /** Adds a viewer and shows it all there is. False when the session has too many. */
    public synchronized boolean join(String viewerId, FrameSink sink, Instant now) {
        if (over || viewers.size() >= MAX_VIEWERS) {
            return false;
        }
        var viewer = new Viewer(viewerId, sink);
        viewers.put(viewerId, viewer);
        unwatchedSince = null;
        viewer.event(hello());
        if (lastMeta != null) {
            viewer.event(lastMeta);
        }
        events.forEach(viewer::event);
        if (lastFrame != null) {
            viewer.picture(lastFrame, now);
        }
        return true;
    }

    public synchronized void leave(String viewerId, Instant now) {
        if (viewers.remove(viewerId) != null && viewers.isEmpty()) {
            unwatchedSince = now;
        }
    }

    /** A viewer has drawn its picture and may have the next. */
    public synchronized void drawn(String viewerId, Instant now) {
        var viewer = viewers.get(viewerId);
        if (viewer != null) {
            viewer.drawn(now);
        }
    }

    /** Accepts a publisher unless one of a newer epoch publishes or did. */
    public synchronized boolean publish(String publisherId, long epoch, FrameSink sink) {
        var current = publisher;
        if (over || hasLeftBehind(epoch)) {
            return false;
        }
        newest = epoch;
        if (current != null) {
            current.sink().close(CloseCode.SESSION_OVER, "replaced");
        }
        publisher = new Publisher(publisherId, epoch, sink);
        viewers.values().forEach(viewer -> viewer.event(hello()));
        return true;
    }

    /** Whether somebody of a newer epoch has published. */
    public synchronized boolean hasLeftBehind(long epoch) {
        return epoch < newest;
    }

    public synchronized void unpublish(String publisherId, Instant now) {
        if (publisher != null && publisher.id().equals(publisherId)) {
            publisher = null;
            publisherMissingSince = now;
            viewers.values().forEach(viewer -> viewer.event(hello()));
        }
    }

    /**
     * Passes a publisher's message on; one that was replaced is ignored.
     *
     * @return the acknowledgement the publisher waits for, null where none is due
     */
    public synchronized @Nullable Frame receive(String publisherId, Frame frame, Instant now) {
        if (publisher == null || !publisher.id().equals(publisherId)) {
            return null;
        }
        return switch (frame.type()) {
            case FRAME_JPEG -> {
                lastFrame = frame;
                viewers.values().forEach(viewer -> viewer.picture(frame, now));
                yield Frame.text(FrameType.ACK, frame.seq(), "");
            }
            case META -> {
                lastMeta = frame;
                viewers.values().forEach(viewer -> viewer.event(frame));
                yield null;
            }
            case STEP, LOG, PRIVACY, RESYNC -> {
                remember(frame);
                viewers.values().forEach(viewer -> viewer.event(frame));
                yield null;
            }
            case BYE -> {
                end("the session is over");
                yield null;
            }
            case HELLO, CONFIG, ACK, HEARTBEAT, TIME -> null;
            case LINK_HELLO, ASSIGNMENT, CONTROL, TRACE, CHUNK, RESULT, SECRET, MODEL, LINK_ACK -> {
                publisher.sink().close(CloseCode.FORBIDDEN_MESSAGE, "not a live message");
                yield null;
            }
        };
    }

    private void remember(Frame frame) {
        if (events.size() == RING) {
            events.removeFirst();
        }
        events.addLast(frame);
    }

    /** The session is over: everybody is told, and nobody may come back. */
    public synchronized void end(String reason) {
        over = true;
        closeAll(CloseCode.SESSION_OVER, reason);
    }

    /** This node is about to end: everybody is told to come back, to whoever is there then. */
    synchronized void drain() {
        over = true;
        closeAll(CloseCode.DRAINING, "restarting");
    }

    private void closeAll(CloseCode code, String reason) {
        for (var viewer : new ArrayList<>(viewers.values())) {
            viewer.sink().close(code, reason);
        }
        viewers.clear();
        if (publisher != null) {
            publisher.sink().close(code, reason);
            publisher = null;
        }
    }

    /** What to do about the silence of others. */
    public enum Upkeep {
        KEEP,
        CLOSE_UNWATCHED,
        /** No publisher came, or none came back, in time. */
        TIMED_OUT,
        OVER
    }

    /** Closes those who stay silent too long and says whether the stream is still needed. */
    public synchronized Upkeep tend(Instant now) {
        if (over) {
            return Upkeep.OVER;
        }
        var never = lastFrame == null;
        var grace = never ? FIRST_PICTURE : PUBLISHER_GRACE;
        if (publisher == null && publisherMissingSince.plus(grace).isBefore(now)) {
            over = true;
            closeAll(
                    never ? CloseCode.NO_FIRST_FRAME : CloseCode.PUBLISHER_GONE,
                    never ? "no picture came" : "the runner did not come back");
            return Upkeep.TIMED_OUT;
        }
        for (var viewer : new ArrayList<>(viewers.values())) {
            if (viewer.silentSince(now.minus(VIEWER_GRACE))) {
                viewer.sink().close(CloseCode.STALLED, "no acknowledgement");
                leave(viewer.id(), now);
            }
        }
        if (unwatchedSince != null && unwatchedSince.plus(LINGER).isBefore(now)) {
            over = true;
            closeAll(CloseCode.SESSION_OVER, "nobody watches");
            return Upkeep.CLOSE_UNWATCHED;
        }
        return Upkeep.KEEP;
    }

    /**
     * Tells a viewer where the stream stands: {@code connecting}, {@code live}, {@code
     * reconnecting}.
     */
    private Frame hello() {
        var state = publisher != null ? "live" : lastFrame == null ? "connecting" : "reconnecting";
        long epoch = publisher == null ? 0 : publisher.epoch();
        return Frame.text(
                FrameType.HELLO,
                0,
                "{\"protocol\":1,\"codec\":\"jpeg\",\"session\":\"%s\",\"epoch\":%d,\"state\":\"%s\"}"
                        .formatted(session, epoch, state));
    }
}

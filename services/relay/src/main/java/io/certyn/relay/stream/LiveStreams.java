package io.certyn.relay.stream;

import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The streams this node carries, at most one per session. */
public final class LiveStreams {

    private final ConcurrentHashMap<SessionId, LiveStream> bySession = new ConcurrentHashMap<>();
    private boolean draining;

    public Optional<LiveStream> find(SessionId session) {
        return Optional.ofNullable(bySession.get(session));
    }

    /** The session's stream; on a node that is about to end a new one takes nobody. */
    public synchronized LiveStream open(SessionId session, TenantId tenant, Instant now) {
        var stream = bySession.computeIfAbsent(session, id -> new LiveStream(id, tenant, now));
        if (draining) {
            stream.drain();
        }
        return stream;
    }

    /** This node is about to end: everybody is sent away to come back, and nobody may stay. */
    public synchronized void drain() {
        draining = true;
        bySession.values().forEach(LiveStream::drain);
    }

    public synchronized boolean isDraining() {
        return draining;
    }

    public void remove(LiveStream stream) {
        bySession.remove(stream.session(), stream);
    }

    public Collection<LiveStream> all() {
        return List.copyOf(bySession.values());
    }
}

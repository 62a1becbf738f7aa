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

    public Optional<LiveStream> find(SessionId session) {
        return Optional.ofNullable(bySession.get(session));
    }

    public LiveStream open(SessionId session, TenantId tenant, Instant now) {
        return bySession.computeIfAbsent(session, id -> new LiveStream(id, tenant, now));
    }

    public void remove(LiveStream stream) {
        bySession.remove(stream.session(), stream);
    }

    public Collection<LiveStream> all() {
        return List.copyOf(bySession.values());
    }
}

package io.certyn.runner.egress;

import io.certyn.runner.egress.EgressRules.Denial;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The users a proxy knows, with their connections. */
public final class Passes implements EgressControl {

    private final ConcurrentHashMap<String, User> users = new ConcurrentHashMap<>();

    /** A user with what it may reach; nothing until it is allowed something. */
    static final class User {
        private final Pass pass;
        private final Denials denials = new Denials();
        private final Set<Closeable> connections = ConcurrentHashMap.newKeySet();
        private volatile Set<Origin> origins = Set.of();
        private volatile BooleanSupplier mayAct = () -> true;
        private volatile boolean dismissed;

        private User(Pass pass) {
            this.pass = pass;
        }

        String name() {
            return pass.user();
        }

        Set<Origin> origins() {
            return origins;
        }

        void denied(String target, Denial why) {
            denials.add(target, why);
        }

        /** Ties a connection to the user's life. */
        void connected(Closeable connection) throws IOException {
            connections.add(connection);
            if (dismissed) {
                connection.close();
            }
        }

        void disconnected(Closeable connection) {
            connections.remove(connection);
        }
    }

    @Override
    public void admit(Pass pass) {
        users.putIfAbsent(pass.user(), new User(pass));
    }

    @Override
    public void allow(String user, Collection<String> origins) {
        allow(user, origins, () -> true);
    }

    /**
     * @param mayAct asked at every request: one that lay here while this process stood still may
     *     not go out when its user's time is over
     */
    public void allow(String user, Collection<String> origins, BooleanSupplier mayAct) {
        var known = users.get(user);
        if (known != null) {
            known.mayAct = mayAct;
            known.origins =
                    origins.stream()
                            .map(Origin::parse)
                            .flatMap(Optional::stream)
                            .collect(Collectors.toUnmodifiableSet());
        }
    }

    @Override
    public List<Denied> dismiss(String user) throws IOException {
        var known = users.remove(user);
        if (known == null) {
            return List.of();
        }
        known.dismissed = true;
        for (var connection : known.connections) {
            connection.close();
        }
        return known.denials.list();
    }

    Optional<User> user(String name, String password) {
        var known = users.get(name);
        if (known == null || !known.mayAct.getAsBoolean()) {
            return Optional.empty();
        }
        return MessageDigest.isEqual(bytes(known.pass.password()), bytes(password))
                ? Optional.of(known)
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (var user : users.keySet()) {
            dismiss(user);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.certyn.demoshop.visit;

import io.certyn.demoshop.account.User;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The visits that are kept, up to a limit; the one unused for longest makes room. */
public final class Visits {

    private final int most;
    private final RandomGenerator random;
    private final LinkedHashMap<String, Visit> visits = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * @param random hands out the ids, so it has to be unpredictable outside of tests
     */
    public Visits(int most, RandomGenerator random) {
        this.most = most;
        this.random = random;
    }

    public synchronized Optional<Visit> find(String id) {
        return Optional.ofNullable(visits.get(id));
    }

    /** A new visit that is kept. */
    public synchronized Visit open() {
        var visit = new Visit();
        keep(visit);
        return visit;
    }

    /** Signs in under a new id; the old one is void. */
    public synchronized void signIn(Visit visit, User user) {
        visits.remove(visit.id());
        visit.user(Optional.of(user));
        keep(visit);
    }

    synchronized int size() {
        return visits.size();
    }

    private void keep(Visit visit) {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        visit.id(HexFormat.of().formatHex(bytes));
        visits.put(visit.id(), visit);
        if (visits.size() > most) {
            visits.pollFirstEntry();
        }
    }
}

package io.certyn.runner.egress;

import io.certyn.runner.egress.EgressRules.Denial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one user was refused, each target once: a page may ask for the same thing all day. */
final class Denials {

    private static final int MOST = 500;
    private static final int LONGEST = 200;

    /** Stands for all targets that came after there were too many. */
    private static final String OTHERS = "others";

    private final Map<Key, Long> times = new LinkedHashMap<>();

    private record Key(String target, String why) {}

    synchronized void add(String target, Denial denial) {
        var why = denial.name().toLowerCase(Locale.ROOT);
        var key = new Key(shown(target), why);
        boolean known = times.containsKey(key) || times.size() < MOST;
        times.merge(known ? key : new Key(OTHERS, why), 1L, Long::sum);
    }

    synchronized List<Denied> list() {
        return times.entrySet().stream()
                .map(one -> new Denied(one.getKey().target(), one.getKey().why(), one.getValue()))
                .toList();
    }

    /** A target that may be written down: short, and without the password it may hold. */
    static String shown(String target) {
        var bare = target.substring(target.lastIndexOf('@') + 1);
        return bare.length() > LONGEST ? bare.substring(0, LONGEST) : bare;
    }
}

package io.certyn.agent.check;

import io.certyn.protocol.step.Expectation.Status;
import java.util.List;
import java.util.Optional;

/** Compares what went on behind a page with what was expected of it. */
public final class TrafficChecks {

    private static final int SHOWN = 5;

    private TrafficChecks() {}

    /** A request that was answered. */
    public record Answered(String method, String url, int status) {}

    /**
     * A download as far as it has come.
     *
     * @param state in words
     */
    public record Downloaded(String name, boolean complete, String state) {}

    /** Nothing of this kind happened. */
    public static Finding none(List<String> happened) {
        return new Finding(happened.isEmpty(), happened.isEmpty() ? "none" : shown(happened));
    }

    /** One of the requests was to this address and was answered so. */
    public static Finding requested(
            List<Answered> answered, String method, String address, Status status) {
        var same =
                answered.stream()
                        .filter(each -> each.method().equals(method))
                        .filter(each -> isAt(each.url(), address))
                        .toList();
        boolean holds = same.stream().anyMatch(each -> status.includes(each.status()));
        if (same.isEmpty()) {
            return new Finding(false, "no such request was answered");
        }
        return new Finding(
                holds,
                "answered with "
                        + shown(same.stream().map(each -> String.valueOf(each.status())).toList()));
    }

    /** A path is compared with the path, an absolute address with all but the query. */
    private static boolean isAt(String url, String address) {
        var seen = Address.of(url);
        var tail = seen.tail(address);
        return address.equals(address.startsWith("/") ? tail : seen.origin() + tail);
    }

    /**
     * @param name of the file; empty for any
     */
    public static Finding downloaded(List<Downloaded> downloads, Optional<String> name) {
        boolean holds =
                downloads.stream()
                        .filter(each -> name.isEmpty() || name.get().equals(each.name()))
                        .anyMatch(Downloaded::complete);
        var actual = downloads.stream().map(each -> each.name() + " " + each.state()).toList();
        return new Finding(holds, actual.isEmpty() ? "no download" : shown(actual));
    }

    private static String shown(List<String> items) {
        var more = items.size() > SHOWN ? " and " + (items.size() - SHOWN) + " more" : "";
        return String.join("; ", items.subList(0, Math.min(SHOWN, items.size()))) + more;
    }
}

package io.certyn.agent.explore;

import io.certyn.agent.guard.Origins;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** What is still to be visited, the nearest first; every page once, few of one template. */
public final class Frontier {

    private static final Set<String> FILES =
            Set.of(
                    "pdf", "csv", "zip", "gz", "tgz", "tar", "rar", "7z", "doc", "docx", "xls",
                    "xlsx", "ppt", "pptx", "mp3", "mp4", "webm", "avi", "mov", "exe", "dmg", "iso",
                    "apk", "json", "xml", "txt", "svg", "png", "jpg", "jpeg", "gif", "webp");

    private final UrlTemplates templates;
    private final Origins origins;
    private final int depth;
    private final Queue<Place> waiting = new ArrayDeque<>();
    private final Map<String, Place> known = new HashMap<>();
    private final Map<String, Integer> instances = new HashMap<>();
    private final Set<String> visited = new HashSet<>();

    public Frontier(UrlTemplates templates, Origins origins, int depth) {
        this.templates = templates;
        this.origins = origins;
        this.depth = depth;
    }

    /**
     * A page and how one gets there.
     *
     * @param depth links away from the start
     * @param from the page with the link; empty for the start
     * @param link the words of the link
     */
    public record Place(String url, int depth, String from, String link) {}

    public void start(String url) {
        var page = Address.of(url).map(Address::page).orElse(url);
        add(new Place(page, 0, "", ""));
    }

    /** Takes note of the links of a page; what leads away, out or to a file is not followed. */
    public void found(Place on, List<Sight.Link> links) {
        for (var link : links) {
            Address.of(link.href())
                    .map(Address::page)
                    .filter(origins::allow)
                    .filter(_ -> !Danger.inLink(link.text(), link.href()))
                    .ifPresent(page -> add(new Place(page, on.depth() + 1, on.url(), link.text())));
        }
    }

    private void add(Place place) {
        templates.learn(place.url());
        if (known.putIfAbsent(place.url(), place) == null
                && place.depth() <= depth
                && !isFile(place.url())) {
            waiting.add(place);
        }
    }

    private static boolean isFile(String url) {
        var path = Address.of(url).map(Address::path).orElse("");
        int point = path.lastIndexOf('.');
        return point > path.lastIndexOf('/')
                && FILES.contains(path.substring(point + 1).toLowerCase(Locale.ROOT));
    }

    /** The next page to visit, if any is left. */
    public Optional<Place> next() {
        while (!waiting.isEmpty()) {
            var place = waiting.remove();
            int count = instances.merge(templates.of(place.url()), 1, Integer::sum);
            if (count <= Limits.INSTANCES && visited.add(place.url())) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** The page came from another address than it was asked for at. */
    public void arrivedAt(String url) {
        Address.of(url).map(Address::page).ifPresent(visited::add);
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Pages that are linked and were not visited, in the order they were found. */
    public List<Place> unvisited() {
        var left = new ArrayList<>(known.values());
        left.removeIf(place -> visited.contains(place.url()));
        left.sort(Comparator.comparingInt(Place::depth).thenComparing(Place::url));
        return left;
    }
}

package io.certyn.orchestrator.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, as it goes over the wire. */
public record Page<T>(List<T> items, Position page) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** Where the page stands in the list. */
    public record Position(@Nullable String next, boolean hasMore) {}

    /** A page from rows that were read with one more than the limit. */
    public static <R, T> Page<T> of(
            List<R> rows, Request request, Function<R, String> key, Function<R, T> view) {
        boolean hasMore = rows.size() > request.limit();
        var shown = hasMore ? rows.subList(0, request.limit()) : rows;
        var next = hasMore ? new Cursor(key.apply(shown.getLast())).write(request.filter()) : null;
        return new Page<>(shown.stream().map(view).toList(), new Position(next, hasMore));
    }

    /**
     * Which page is wanted.
     *
     * @param filter everything that decides which rows the list has and in which order
     * @param after key of the last row of the page before, null for the first page
     */
    public record Request(String filter, int limit, @Nullable String after) {

        /** One row more than shown tells whether there is another page. */
        public int rows() {
            return limit + 1;
        }
    }
}

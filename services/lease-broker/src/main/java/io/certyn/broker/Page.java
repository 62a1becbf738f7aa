package io.certyn.broker;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, as the API answers it. */
public record Page<T>(List<T> items, Position page) {

    public static final int LARGEST = 200;

    /** Where the next page begins, if there is one. */
    public record Position(@Nullable String next, boolean hasMore) {}

    /** A page of rows of which one more than asked for was read, to know whether there is more. */
    public static <R, T> Page<T> of(
            List<R> rows, int limit, Function<R, T> view, Function<R, String> cursor) {
        var more = rows.size() > limit;
        var shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(
                shown.stream().map(view).toList(),
                new Position(more ? cursor.apply(shown.getLast()) : null, more));
    }
}

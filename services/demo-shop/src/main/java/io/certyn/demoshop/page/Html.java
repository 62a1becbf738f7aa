package io.certyn.demoshop.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Markup that is safe to send. Text becomes markup by being escaped, and by nothing else. */
public record Html(String markup) {

    public static final Html NONE = new Html("");

    /**
     * Fills each {@code {}} of a template: markup stands as it is, everything else is escaped.
     *
     * @param template a text of ours, never of a visitor
     */
    public static Html of(String template, Object... values) {
        var markup = new StringBuilder(template.length() + 64);
        int from = 0;
        for (var value : values) {
            int hole = template.indexOf("{}", from);
            if (hole < 0) {
                throw new IllegalArgumentException("more values than holes: " + template);
            }
            markup.append(template, from, hole);
            markup.append(value instanceof Html html ? html.markup : escaped(value.toString()));
            from = hole + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("more holes than values: " + template);
        }
        return new Html(markup.append(template, from, template.length()).toString());
    }

    public static Html all(Stream<Html> parts) {
        return new Html(parts.map(Html::markup).collect(Collectors.joining("\n")));
    }

    public static Html all(Html... parts) {
        return all(List.of(parts).stream());
    }

    public Html when(boolean condition) {
        return condition ? this : NONE;
    }

    private static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}

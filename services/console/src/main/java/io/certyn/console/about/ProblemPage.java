package io.certyn.console.about;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders an entry as HTML; of Markdown only paragraphs, bold and code are used there. */
public final class ProblemPage {

    private ProblemPage() {}

    public static String of(ProblemEntry entry) {
        var body =
                Stream.of(entry.text().split("\n\\s*\n| (?=\\*\\*(?:User|Operator):)"))
                        .map(paragraph -> "<p>" + inline(paragraph.strip()) + "</p>")
                        .collect(Collectors.joining("\n"));
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s · Certyn</title>
        <link rel="icon" href="/favicon.svg">
        <link rel="stylesheet" href="/problem.css">
        </head>
        <body><main>
        <p class="kind">Problem</p>
        <h1>%1$s</h1>
        %2$s
        <p class="back"><a href="/">Back to Certyn</a></p>
        </main></body>
        </html>
        """
                .formatted(escape(entry.code()), body);
    }

    private static String inline(String text) {
        return escape(text)
                .replaceAll("\\*\\*([^*]+)\\*\\*", "<strong>$1</strong>")
                .replaceAll("`([^`]+)`", "<code>$1</code>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}

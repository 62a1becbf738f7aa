package io.certyn.agent.explore;

import io.certyn.agent.explore.Finding.Kind;
import io.certyn.agent.explore.Finding.Severity;
import io.certyn.agent.guard.Origins;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges what happened while a page was looked at: what its scripts said and what did not come. */
final class Noticed {

    private static final int FIRST_SERVER_ERROR = 500;

    /** A browser's own report of a request that failed, which is a finding already. */
    private static final Pattern REPORTED = Pattern.compile("^Failed to load resource");

    /** What scripts say when a request of theirs was kept back. */
    private static final Pattern KEPT_BACK =
            Pattern.compile("(?i)failed to fetch|network ?error|load failed|websocket|ajax");

    /** Numbers and ids, which differ from visit to visit. */
    static final Pattern CHANGING =
            Pattern.compile("0x[0-9a-fA-F]+|\\d+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}");

    private static final Pattern OWN_ADDRESS = Pattern.compile("https?://[^/\\s)\"']+");
    private static final int MESSAGE = 300;

    private final UrlTemplates templates;
    private final Origins origins;
    private final Findings findings;

    Noticed(UrlTemplates templates, Origins origins, Findings findings) {
        this.templates = templates;
        this.origins = origins;
        this.findings = findings;
    }

    void judge(PageSeen page) {
        var broken = brokenImages(page);
        for (var happening : page.happenings()) {
            happened(page, happening, broken);
        }
    }

    private Set<String> brokenImages(PageSeen page) {
        var broken = new HashSet<String>();
        for (var image : page.sight().images()) {
            if (image.broken() && origins.allow(image.src())) {
                broken.add(image.src());
                image(image.src(), page.place().url());
            }
        }
        return broken;
    }

    private void image(String src, String page) {
        var file = Address.of(src).map(Address::path).orElse(src);
        findings.add(
                Kind.BROKEN_IMAGE, Severity.MODERATE, file, "The picture is missing: " + src, page);
    }

    private void happened(PageSeen page, Happening happening, Set<String> brokenImages) {
        var url = page.place().url();
        boolean keptBack =
                page.happenings().stream()
                        .anyMatch(each ->
                                each instanceof Happening.WouldSubmit
                                        || each instanceof Happening.SocketClosed);
        switch (happening) {
            case Happening.ScriptError(var message) -> {
                if (!(keptBack && KEPT_BACK.matcher(message).find())) {
                    said(Kind.SCRIPT_ERROR, Severity.SERIOUS, message, url);
                }
            }
            case Happening.ConsoleError(var message) -> {
                boolean ours = keptBack && KEPT_BACK.matcher(message).find();
                if (!ours && !REPORTED.matcher(message).find()) {
                    said(Kind.CONSOLE_ERROR, Severity.MODERATE, message, url);
                }
            }
            case Happening.BadAnswer(var from, var type, var status) ->
                    request(from, type, status, "answers " + status, url, brokenImages);
            case Happening.NoAnswer(var from, var type, var why) ->
                    request(from, type, 0, "does not answer: " + why, url, brokenImages);
            case Happening.Waiting(var from, _, var ms) -> {
                if (origins.allow(from)) {
                    findings.add(
                            Kind.SLOW_ANSWER,
                            Severity.SERIOUS,
                            templates.of(from),
                            from + " has not answered after " + ms / 1000 + " s",
                            url);
                }
            }
            case Happening.WouldSubmit _, Happening.SocketClosed _ -> {}
        }
    }

    private void request(
            String from, String type, int status, String how, String page, Set<String> images) {
        if (!origins.allow(from) || type.equals("document") || images.contains(from)) {
            return;
        }
        if (type.equals("image")) {
            image(from, page);
            return;
        }
        findings.add(
                status >= FIRST_SERVER_ERROR ? Kind.SERVER_ERROR : Kind.FAILED_REQUEST,
                Severity.SERIOUS,
                templates.of(from),
                from + " " + how,
                page);
    }

    private void said(Kind kind, Severity severity, String message, String page) {
        var text = message.length() > MESSAGE ? message.substring(0, MESSAGE) : message;
        var first = text.lines().findFirst().orElse("");
        var subject = CHANGING.matcher(OWN_ADDRESS.matcher(first).replaceAll("")).replaceAll("#");
        findings.add(kind, severity, subject, text, page);
    }
}

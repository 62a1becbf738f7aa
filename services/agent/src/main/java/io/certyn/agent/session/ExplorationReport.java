package io.certyn.agent.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.certyn.agent.crawl.Crawl;
import io.certyn.agent.explore.Finding;
import io.certyn.agent.explore.Happening;
import io.certyn.agent.explore.PageSeen;
import io.certyn.agent.explore.Sight;
import io.certyn.agent.explore.UrlTemplates;
import io.certyn.protocol.Assignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files an exploration leaves, as they are written. */
final class ExplorationReport {

    private static final int VERSION = 1;

    private ExplorationReport() {}

    /** {@code findings.json}. */
    record Findings(int v, String environment, String baseUrl, List<One> findings) {

        /**
         * @param count how often it was met; {@code pages} are the first ones
         */
        record One(
                String fingerprint,
                String kind,
                String severity,
                String rule,
                String subject,
                String message,
                List<String> pages,
                int count) {}

        static Findings of(Assignment.Environment environment, List<Finding> findings) {
            var all =
                    findings.stream()
                            .map(finding ->
                                    new One(
                                            finding.fingerprint(),
                                            finding.kind().word(),
                                            finding.severity().word(),
                                            finding.rule(),
                                            finding.subject(),
                                            finding.message(),
                                            finding.pages(),
                                            finding.count()))
                            .toList();
            return new Findings(VERSION, environment.slug(), environment.baseUrl(), all);
        }
    }

    /**
     * {@code inventory.json}.
     *
     * @param limit what ended it; absent where nothing was left to visit
     * @param linksAsked links that were asked after and not followed
     * @param wouldSubmit what was kept back because the environment is for production
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Inventory(
            int v,
            String environment,
            String baseUrl,
            int states,
            @Nullable String limit,
            List<Page> pages,
            List<Form> forms,
            int linksAsked,
            List<String> wouldSubmit) {

        /**
         * @param opened what showed something new when pressed
         */
        record Page(
                String url,
                String template,
                String title,
                String heading,
                int status,
                long loadMs,
                int depth,
                String from,
                String skeleton,
                @Nullable String picture,
                List<String> opened) {}

        record Form(
                String page, String method, String action, String submit, List<String> fields) {}

        static Inventory of(
                Assignment.Environment environment,
                UrlTemplates templates,
                Crawl.Seen seen,
                Map<String, String> pictures) {
            return new Inventory(
                    VERSION,
                    environment.slug(),
                    environment.baseUrl(),
                    seen.states(),
                    seen.limit().orElse(null),
                    seen.pages().stream().map(page -> page(page, templates, pictures)).toList(),
                    forms(seen.pages(), templates),
                    seen.asked().size(),
                    wouldSubmit(seen.pages()));
        }

        private static Page page(
                PageSeen page, UrlTemplates templates, Map<String, String> pictures) {
            var place = page.place();
            return new Page(
                    place.url(),
                    templates.of(place.url()),
                    page.sight().title(),
                    page.heading(),
                    page.arrival().status(),
                    page.arrival().ms(),
                    place.depth(),
                    place.from(),
                    page.skeleton().hash(),
                    pictures.get(place.url()),
                    page.opened());
        }

        /** Each form once, on the first page that has it. */
        private static List<Form> forms(List<PageSeen> pages, UrlTemplates templates) {
            return List.copyOf(
                    pages.stream()
                            .flatMap(page ->
                                    page.sight().forms().stream()
                                            .map(form -> form(page, form, templates)))
                            .collect(
                                    Collectors.toMap(
                                            form -> form.method() + form.action() + form.fields(),
                                            form -> form,
                                            (first, _) -> first,
                                            LinkedHashMap::new))
                            .values());
        }

        private static Form form(PageSeen page, Sight.Form form, UrlTemplates templates) {
            return new Form(
                    page.place().url(),
                    form.method(),
                    templates.of(form.action()),
                    form.submit(),
                    form.fields().stream()
                            .map(field -> field.label().isEmpty() ? field.name() : field.label())
                            .toList());
        }

        private static List<String> wouldSubmit(List<PageSeen> pages) {
            return pages.stream()
                    .flatMap(page -> page.happenings().stream())
                    .flatMap(happening ->
                            switch (happening) {
                                case Happening.WouldSubmit(var method, var url) ->
                                        Stream.of(method + " " + url);
                                case Happening.SocketClosed(var url) ->
                                        Stream.of("WEBSOCKET " + url);
                                case Happening _ -> Stream.<String>empty();
                            })
                    .distinct()
                    .toList();
        }
    }
}

package io.certyn.agent.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out what a form is for, and fills it in with values that mean nothing to anybody. */
final class FormTrials {

    /** What nobody should make up. */
    private static final Pattern PERSONAL =
            Pattern.compile(
                    "(?i)card|cvc|cvv|iban|expir|account number|social security|\\bssn\\b|pin\\b");

    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");

    private final Wording wording;
    private final UrlTemplates templates;

    FormTrials(Wording wording, UrlTemplates templates) {
        this.wording = wording;
        this.templates = templates;
    }

    /** Each form of the site once, on the first page that has it. */
    List<FormTrial> of(List<PageSeen> pages) {
        var seen = new HashSet<String>();
        var trials = new ArrayList<FormTrial>();
        for (var page : pages) {
            for (var form : page.sight().forms()) {
                var names = form.fields().stream().map(Sight.Field::name).toList();
                if (seen.add(form.method() + templates.of(form.action()) + names)) {
                    trial(page, form).ifPresent(trials::add);
                }
            }
        }
        return trials;
    }

    private Optional<FormTrial> trial(PageSeen page, Sight.Form form) {
        if (Danger.inButton(form.submit())
                || form.fields().stream().anyMatch(FormTrials::isPersonal)) {
            return Optional.empty();
        }
        if (form.search()) {
            return search(page, form);
        }
        boolean signsIn = form.fields().stream().anyMatch(FormTrials::isPassword);
        return signsIn ? signIn(page, form) : filled(page, form, "form", "Submit " + form.submit());
    }

    private static boolean isPersonal(Sight.Field field) {
        return PERSONAL.matcher(field.label() + " " + field.name()).find()
                || field.type().equals("file");
    }

    private static boolean isPassword(Sight.Field field) {
        return field.type().equals("password");
    }

    private Optional<FormTrial> search(PageSeen page, Sight.Form form) {
        var label = form.fields().stream().findFirst().flatMap(f -> Wording.quoted(f.label()));
        var word = searchable(page.sight());
        if (label.isEmpty() || word.isEmpty()) {
            return Optional.empty();
        }
        var steps =
                List.of(
                        wording.goTo(page.place().url()),
                        "Fill " + label.get() + " with \"" + word.get() + "\"",
                        "Press Enter in " + label.get());
        return Optional.of(
                new FormTrial("search", slug(form), "Search for " + word.get(), false, steps));
    }

    /** A word that the site itself uses for something it links to. */
    private static Optional<String> searchable(Sight sight) {
        return sight.links().stream()
                .filter(link -> link.navigation() == null)
                .map(Sight.Link::text)
                .max(Comparator.comparingInt(String::length).thenComparing(text -> text))
                .flatMap(text -> WORD.matcher(text).results().map(r -> r.group()).findFirst());
    }

    /** Nobody's name and a wrong password: what can be tried without knowing any. */
    private Optional<FormTrial> signIn(PageSeen page, Sight.Form form) {
        long passwords = form.fields().stream().filter(FormTrials::isPassword).count();
        return passwords == 1 && form.fields().size() <= 3
                ? filled(page, form, "sign-in", "A stranger is not signed in")
                : Optional.empty();
    }

    private Optional<FormTrial> filled(PageSeen page, Sight.Form form, String sort, String title) {
        var submit = Wording.quoted(form.submit());
        if (submit.isEmpty()) {
            return Optional.empty();
        }
        var steps = new ArrayList<>(List.of(wording.goTo(page.place().url())));
        for (var field : form.fields()) {
            var line = line(field);
            if (line.isPresent()) {
                steps.add(line.get());
            } else if (field.required()) {
                return Optional.empty();
            }
        }
        steps.add("Click " + submit.get() + " button");
        return Optional.of(new FormTrial(sort, slug(form), title, form.writes(), steps));
    }

    private static Optional<String> line(Sight.Field field) {
        var label = Wording.quoted(field.label());
        return switch (field.type()) {
            case "checkbox" ->
                    label.filter(_ -> field.required()).map(name -> "Check " + name + " checkbox");
            case "radio", "range", "color" -> Optional.empty();
            case "select" ->
                    label.flatMap(name ->
                            field.options().stream()
                                    .findFirst()
                                    .flatMap(Wording::quoted)
                                    .map(option -> "Select " + option + " from " + name));
            default -> label.map(name -> "Fill " + name + " with \"" + value(field) + "\"");
        };
    }

    private static String value(Sight.Field field) {
        return switch (field.type()) {
            case "email" -> "nobody@example.test";
            case "password" -> "not the password";
            case "number" -> "1";
            case "tel" -> "+49 30 555010";
            case "url" -> "https://example.test/";
            case "date" -> "2030-01-15";
            case "time" -> "12:00";
            default -> field.name().matches("(?i).*(zip|postcode|postal).*") ? "10115" : "Certyn";
        };
    }

    private String slug(Sight.Form form) {
        return UrlTemplates.pathOf(templates.of(form.action()));
    }
}

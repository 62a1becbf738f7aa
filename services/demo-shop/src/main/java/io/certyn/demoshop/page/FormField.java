package io.certyn.demoshop.page;

import java.util.Optional;

/**
 * A labelled input of a form, with its error beside it.
 *
 * @param hints further attributes, such as what the browser may fill in
 */
public record FormField(
        String name, String label, String value, Optional<String> error, Html hints) {

    public static FormField text(String name, String label) {
        return new FormField(name, label, "", Optional.empty(), Html.NONE);
    }

    public FormField value(String shown) {
        return new FormField(name, label, shown, error, hints);
    }

    public FormField error(Optional<String> sentence) {
        return new FormField(name, label, value, sentence, hints);
    }

    public FormField hints(Html attributes) {
        return new FormField(name, label, value, error, attributes);
    }

    public Html markup() {
        return Html.of(
                """
                <div class="field">
                <label for="{}">{}</label>
                <input id="{}" name="{}" value="{}" maxlength="200" {}{}>
                {}</div>
                """,
                name,
                label,
                name,
                name,
                value,
                hints,
                describedBy(name, error),
                note(name, error));
    }

    /** The attributes that tie an input to its error. */
    public static Html describedBy(String name, Optional<String> error) {
        return Html.of(" aria-invalid=\"true\" aria-describedby=\"{}-error\"", name)
                .when(error.isPresent());
    }

    public static Html note(String name, Optional<String> error) {
        return error.map(sentence ->
                        Html.of("<p class=\"error\" id=\"{}-error\">{}</p>\n", name, sentence))
                .orElse(Html.NONE);
    }
}

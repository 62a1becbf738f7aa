package io.certyn.agent.explore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page is made of, read at one moment.
 *
 * @param headings texts of its first-level headings
 * @param references what it loads, as absolute addresses
 * @param said what it tells of itself at this moment: its status lines and alerts
 * @param dialog name of the dialog that is open; null for none
 */
public record Sight(
        String url,
        String title,
        List<String> headings,
        List<Link> links,
        List<Image> images,
        List<Frame> frames,
        List<Form> forms,
        List<Control> controls,
        List<String> references,
        List<String> said,
        @Nullable String dialog) {

    /** Of a page that did not come. */
    public static Sight nothing(String url) {
        return new Sight(
                url, "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), null);
    }

    public Sight {
        headings = List.copyOf(headings);
        links = List.copyOf(links);
        images = List.copyOf(images);
        frames = List.copyOf(frames);
        forms = List.copyOf(forms);
        controls = List.copyOf(controls);
        references = List.copyOf(references);
        said = List.copyOf(said);
    }

    /**
     * @param href absolute
     * @param navigation name of the navigation it lies in; null for none
     */
    public record Link(String href, String text, @Nullable String navigation) {}

    /**
     * @param broken it was loaded and there is no picture
     */
    public record Image(String src, boolean broken) {}

    /**
     * @param blank of this origin, loaded, and without anything to see
     */
    public record Frame(String src, String title, boolean blank) {}

    /**
     * @param method {@code get} or {@code post}
     * @param submit what its button says; empty for none
     */
    public record Form(
            String method, String action, String submit, boolean search, List<Field> fields) {

        public Form {
            fields = List.copyOf(fields);
        }

        public boolean writes() {
            return !method.equalsIgnoreCase("get");
        }
    }

    /**
     * @param type of the input, or {@code select} or {@code textarea}
     * @param label what a person reads beside it; empty for none
     * @param options texts of the choices with a value
     */
    public record Field(
            String type, String name, String label, boolean required, List<String> options) {

        public Field {
            options = List.copyOf(options);
        }
    }

    /**
     * Something that can be pressed and submits no form.
     *
     * @param role {@code button}, {@code tab} or {@code summary}
     * @param discloses it says of itself that it only shows something: a tab, a menu, a summary
     * @param inDialog it lies in the dialog that is open
     */
    public record Control(
            String role, String name, boolean discloses, boolean disabled, boolean inDialog) {}
}

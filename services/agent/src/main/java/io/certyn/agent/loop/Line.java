package io.certyn.agent.loop;

import io.certyn.protocol.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One line of a case; numbers run from 1 through steps and expected outcomes. */
public record Line(int number, Section section, String text) {

    /** Which part of the case a line stands in. */
    public enum Section {
        STEPS,
        EXPECTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All lines in the order they are carried out. */
    public static List<Line> of(Assignment.Case testCase) {
        var lines = new ArrayList<Line>();
        for (var text : testCase.steps()) {
            lines.add(new Line(lines.size() + 1, Section.STEPS, text));
        }
        for (var text : testCase.expected()) {
            lines.add(new Line(lines.size() + 1, Section.EXPECTED, text));
        }
        return List.copyOf(lines);
    }
}

package io.certyn.orchestrator.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void aCursorIsReadBackForTheSameFilter() {
        var wire = new Cursor("C-17").write("cases shop");

        assertThat(Cursor.read(wire, "cases shop")).contains(new Cursor("C-17"));
    }

    @Test
    void aCursorDoesNotFitAnotherFilter() {
        var wire = new Cursor("17").write("runs shop [FAILED]");

        assertThat(Cursor.read(wire, "runs shop [PASSED]")).isEmpty();
    }

    @Test
    void aCursorThatWasChangedIsNoCursor() {
        var wire = new Cursor("17").write("runs");
        var last = wire.charAt(wire.length() - 1) == 'A' ? "E" : "A";

        assertThat(Cursor.read(wire.substring(0, wire.length() - 1) + last, "runs")).isEmpty();
        assertThat(Cursor.read(wire.substring(0, 4), "runs")).isEmpty();
        assertThat(Cursor.read("not a cursor!", "runs")).isEmpty();
        assertThat(Cursor.read("A".repeat(601), "runs")).isEmpty();
    }

    @Test
    void aPageSaysWhetherThereIsAnother() {
        var request = new Page.Request("numbers", 2, null);

        var full = Page.of(java.util.List.of(1, 2, 3), request, String::valueOf, i -> i);
        var last = Page.of(java.util.List.of(1, 2), request, String::valueOf, i -> i);

        assertThat(full.items()).containsExactly(1, 2);
        assertThat(full.page().hasMore()).isTrue();
        assertThat(Cursor.read(String.valueOf(full.page().next()), "numbers"))
                .contains(new Cursor("2"));
        assertThat(last.page()).isEqualTo(new Page.Position(null, false));
    }
}

package io.certyn.demoshop.defect;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The defects that are switched on. */
public record Defects(Set<Defect> on) {

    public static final Defects NONE = new Defects(Set.of());

    public Defects {
        on = Set.copyOf(on);
    }

    public boolean has(Defect defect) {
        return on.contains(defect);
    }

    /** A list of ids as it was read, or the ids that name no defect. */
    public sealed interface Reading {

        record Read(Defects defects) implements Reading {}

        record Unknown(List<String> ids) implements Reading {
            public Unknown {
                ids = List.copyOf(ids);
            }
        }
    }

    /** Reads ids between commas; {@code all} stands for every one, nothing for none. */
    public static Reading read(String list) {
        var on = EnumSet.noneOf(Defect.class);
        var unknown = new ArrayList<String>();
        for (var part : list.split(",", -1)) {
            var id = part.strip();
            if (id.equals("all")) {
                on.addAll(EnumSet.allOf(Defect.class));
            } else if (!id.isEmpty()) {
                Defect.named(id).ifPresentOrElse(on::add, () -> unknown.add(id));
            }
        }
        return unknown.isEmpty() ? new Reading.Read(new Defects(on)) : new Reading.Unknown(unknown);
    }
}

package io.certyn.testing.world;

import java.util.HashSet;
import java.util.Set;

/** Carries messages between named parties of a world, as well or as badly as told. */
public final class Network {

    private final World world;
    private final Set<String> cut = new HashSet<>();
    private Faults faults;

    public Network(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
    }

    /** Sends a message; {@code deliver} is what its arrival does, perhaps twice, perhaps never. */
    public void send(String from, String to, String what, Runnable deliver) {
        var line = from + " -> " + to + ": " + what;
        if (world.chance(faults.lose())) {
            world.tell(line + " (lost)");
            return;
        }
        carry(from, to, line, deliver);
        if (world.chance(faults.duplicate())) {
            carry(from, to, line + " (again)", deliver);
        }
    }

    /** From now on the network behaves like this; what is under way still arrives. */
    public void become(Faults next) {
        faults = next;
    }

    /** Cuts a party off: what is under way to it or from it is lost too. */
    public void cut(String party) {
        cut.add(party);
    }

    public void heal(String party) {
        cut.remove(party);
    }

    private void carry(String from, String to, String line, Runnable deliver) {
        world.after(
                world.between(faults.least(), faults.most()),
                line,
                () -> {
                    if (!cut.contains(from) && !cut.contains(to)) {
                        deliver.run();
                    }
                });
    }
}

package dev.tabellion.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One square of the attack matrix: somebody who owns this does that. */
public record AttackCell(Capability capability, Attack attack) implements Comparable<AttackCell> {
    private static final Comparator<AttackCell> ORDER =
            Comparator.comparing(AttackCell::capability).thenComparing(AttackCell::attack);

    /** The cells of these attacks by whoever has one of these capabilities. */
    public static List<AttackCell> of(List<Capability> capabilities, Attack... attacks) {
        List<AttackCell> cells = new ArrayList<>();
        for (Capability capability : capabilities) {
            for (Attack attack : attacks) {
                cells.add(new AttackCell(capability, attack));
            }
        }
        return List.copyOf(cells);
    }

    @Override
    public int compareTo(AttackCell other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return capability + "×" + attack;
    }
}

package dev.tabellion.rehearsal;

import java.util.List;

/**
 * A named history of an attack.
 *
 * @param cell of the attack matrix, such as {@code C4×A4}
 * @param story what happens, in a sentence
 * @param rules of which one at least is to notice it; none where it is to be refused and no more
 * @param kind of server it is played against
 * @param spoils whether the server is of no further use afterwards
 */
record Attack(
        String name,
        String cell,
        String story,
        List<String> rules,
        Stage.Kind kind,
        boolean spoils,
        Deed deed) {

    /** What the attacker does. */
    @FunctionalInterface
    interface Deed {
        /** Whether the server refused it. */
        boolean on(Stage stage);
    }
}

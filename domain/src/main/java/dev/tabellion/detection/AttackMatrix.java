package dev.tabellion.detection;

import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C1;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C11;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C13;
import static dev.tabellion.detection.Capability.C14;
import static dev.tabellion.detection.Capability.C15;
import static dev.tabellion.detection.Capability.C2;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;
import static dev.tabellion.detection.Capability.C5;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who can do what to a repository and its clients, and who can see it. Says what an attacker could
 * do if nobody looked; never what this server lets through.
 */
public final class AttackMatrix {
    /**
     * One square.
     *
     * @param limit where the mark needs a word more; else empty
     * @param outside whether nobody sees it but who looks at the repository from outside: it leaves
     *     no trace in record or journal
     */
    public record Square(Mark mark, String limit, boolean outside) {}

    private static final SortedMap<AttackCell, Mark> MARKS = new TreeMap<>();
    private static final SortedMap<AttackCell, String> LIMITS = new TreeMap<>();
    private static final Set<AttackCell> OUTSIDE = new HashSet<>();

    static {
        //                 A1 2 3 4 5 6 7 8 9 10 11 12 13
        row(C0, /*      */ "T◐◐○○●○◐○○○◐●", "xxx--x-----xx");
        row(C1, /*      */ "○○○○○●○○○○○○●", "-----x------x");
        row(C2, /*      */ "◐○○○○○○◐○○◐○◐", "-------------");
        row(C3, /*      */ "◐◐○◐◐○◐○◐○◐○◐", "-------------");
        row(C4, /*      */ "●●○●●○●○●○◐○●", "-------------");
        row(C5, /*      */ "○◐○●◐○○○○○◐○●", "-------------");
        row(C6, /*      */ "○○●●○●○○○○–●●", "--xx-x-----xx");
        row(C7, /*      */ "○◐●●●●◐○○○–●●", "-xxxxxx----xx");
        row(C8, /*      */ "T◐●●●●◐●○T●●●", "x----xx--x-x-");
        row(C9, /*      */ "○◐●●●–◐●○○●●●", "------x----x-");
        row(C10, /*     */ "T◐◐○○○○◐○T◐◐●", "x--------x-x-");
        row(C11, /*     */ "○○○○○○○○○○○○○", "-------------");
        row(C12, /*     */ "●●●●●●●●●●–●●", "xxxxxxxxx--xx");
        row(C13, /*     */ "○○○○○○○◐○○◐○●", "-------------");
        row(C14, /*     */ "○○●○○○○○○○○○●", "-------------");
        row(C15, /*     */ "○○○○○○○○○○○●●", "-----------x-");

        limit(C0, Attack.A1, "over a broken TLS session, at a client's first use");
        limit(C0, Attack.A2, "clients that did not see the newer version, until it expires");
        limit(C0, Attack.A3, "until the timestamp expires");
        limit(C0, Attack.A8, "a publisher's TLS intercepted while it asks for a key");
        limit(C0, Attack.A12, "old views only");
        limit(C0, Attack.A13, "denial of service");
        limit(C1, Attack.A13, "the artifacts themselves");
        limit(C2, Attack.A1, "names that nobody initialised");
        limit(C2, Attack.A8, "has keys made, a key a name");
        limit(C2, Attack.A11, "the service signs over what passes its rules");
        limit(C2, Attack.A13, "junk names");
        limit(C3, Attack.A1, "its paths");
        limit(C3, Attack.A2, "new version, old content");
        limit(C3, Attack.A4, "that role");
        limit(C3, Attack.A5, "its targets");
        limit(C3, Attack.A9, "below it");
        limit(C4, Attack.A2, "new version, old content");
        limit(C4, Attack.A4, "targets");
        limit(C5, Attack.A2, "new clients");
        limit(C6, Attack.A3, "to the earliest other expiry");
        limit(C6, Attack.A4, "timestamp");
        limit(C7, Attack.A2, "clients that saw newer refuse");
        limit(C7, Attack.A4, "all below root");
        limit(C7, Attack.A7, "an old dependency");
        limit(C8, Attack.A11, "any bytes");
        limit(C8, Attack.A8, "outlives the clean-up");
        limit(C9, Attack.A13, "deletes keys");
        limit(C10, Attack.A2, "old rows that have not expired");
        limit(C10, Attack.A8, "another collection's key");
        limit(C10, Attack.A11, "through the server");
        limit(C13, Attack.A8, "denial until a new root");
        limit(C13, Attack.A13, "deletes repositories");
        limit(C14, Attack.A3, "a server's clock ahead makes long expiries");
        limit(C14, Attack.A13, "a server's clock back makes what is born expired");
        limit(C15, Attack.A12, "of the log");
        limit(C15, Attack.A13, "hides the rest");
    }

    private AttackMatrix() {}

    /**
     * @param marks in the order of the attacks
     * @param outside x for those that are seen from outside only
     */
    private static void row(Capability capability, String marks, String outside) {
        int place = 0;
        for (Attack attack : Attack.values()) {
            AttackCell cell = new AttackCell(capability, attack);
            MARKS.put(cell, Mark.of(marks.charAt(place)));
            if (outside.charAt(place) == 'x') {
                OUTSIDE.add(cell);
            }
            place++;
        }
    }

    private static void limit(Capability capability, Attack attack, String words) {
        LIMITS.put(new AttackCell(capability, attack), words);
    }

    /** All squares, row by row. */
    public static SortedMap<AttackCell, Square> squares() {
        SortedMap<AttackCell, Square> squares = new TreeMap<>();
        MARKS.keySet().forEach(cell -> squares.put(cell, square(cell)));
        return Collections.unmodifiableSortedMap(squares);
    }

    public static Square square(AttackCell cell) {
        return new Square(
                MARKS.getOrDefault(cell, Mark.MOOT),
                LIMITS.getOrDefault(cell, ""),
                OUTSIDE.contains(cell));
    }
}

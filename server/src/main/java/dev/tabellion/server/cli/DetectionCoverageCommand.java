package dev.tabellion.server.cli;

import dev.tabellion.detection.Attack;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.AttackMatrix;
import dev.tabellion.detection.Capability;
import dev.tabellion.detection.Coverage;
import dev.tabellion.detection.Proofs;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.keyusage.RuleBook;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the attack matrix: who could do what, which rules notice it, which tests prove them. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Print who could attack how, which rules notice it, and which tests prove the rules.",
            "Needs no server and no database.",
            "Exit code: 0 if everything that somebody inside could see has a rule, else 1."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion detection coverage",
            "  tabellion detection coverage --rules",
            "  tabellion detection coverage --json | jq '.squares[] | select(.rules == [])'"
        })
final class DetectionCoverageCommand implements Callable<Integer> {
    private static final int EMPTY = 1;

    @Option(names = "--rules", description = "List the rules instead of the squares.")
    boolean rules;

    @Option(names = "--json", description = "Everything, for programs.")
    boolean json;

    private final Coverage coverage = new Coverage(RuleBook.ALL);
    private final Proofs proofs = Proofs.read();

    @Override
    public Integer call() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            out.println(new CoverageJson(coverage, proofs).text());
        } else if (rules) {
            coverage.rules().forEach(card -> tell(out, card));
        } else {
            matrix(out);
            squares(out);
            conclusion(out);
        }
        return coverage.empty().isEmpty() ? 0 : EMPTY;
    }

    /** Each square: its mark, and how many rules notice it. */
    private void matrix(PrintStream out) {
        out.print("    ");
        for (Attack attack : Attack.values()) {
            out.printf(" %-4s", attack);
        }
        out.println();
        for (Capability capability : Capability.values()) {
            out.printf("%-4s", capability);
            for (Attack attack : Attack.values()) {
                out.printf(" %-4s", sign(new AttackCell(capability, attack)));
            }
            out.println(" " + capability.means());
        }
        out.println();
        for (Attack attack : Attack.values()) {
            out.printf("%-4s %s%n", attack, attack.means());
        }
        out.println(
                """

                ● possible   ◐ within limits   T at a client's first use   ○ not possible
                A number says how many rules notice it; * that only who looks from outside sees it,
                which is the eye's part; ! that nobody does.
                """);
    }

    private String sign(AttackCell cell) {
        AttackMatrix.Square square = AttackMatrix.square(cell);
        if (!square.mark().isThreat()) {
            return square.mark().sign();
        }
        int noticing = coverage.of(cell).size();
        String who = noticing > 0 ? String.valueOf(noticing) : square.outside() ? "" : "!";
        return square.mark().sign() + who + (square.outside() ? "*" : "");
    }

    private void squares(PrintStream out) {
        AttackMatrix.squares()
                .forEach(
                        (cell, square) -> {
                            if (square.mark().isThreat()) {
                                square(out, cell, square);
                            }
                        });
    }

    private void square(PrintStream out, AttackCell cell, AttackMatrix.Square square) {
        out.printf(
                "%s %s %s: %s%s%s%n",
                cell,
                square.mark().sign(),
                cell.capability().means(),
                cell.attack().means(),
                square.limit().isEmpty() ? "" : " (" + square.limit() + ")",
                square.outside() ? ", seen from outside only" : "");
        for (RuleCard card : coverage.of(cell)) {
            Proofs.OfRule proof = proofs.of(card.name());
            out.printf(
                    "    %-32s %-4s %s%n",
                    card.name(),
                    card.severity().text(),
                    proof.isWhole() ? first(proof) : "UNPROVEN");
        }
    }

    private static String first(Proofs.OfRule proof) {
        return proof.speaks().getFirst() + ", quiet: " + proof.quiet().getFirst();
    }

    private void tell(PrintStream out, RuleCard card) {
        Proofs.OfRule proof = proofs.of(card.name());
        out.printf("%s (%s, %s)%n", card.name(), card.severity().text(), card.playbook());
        out.println("    " + card.sentence());
        proof.speaks().forEach(test -> out.println("    speaks  " + test));
        proof.quiet().forEach(test -> out.println("    quiet   " + test));
    }

    private void conclusion(PrintStream out) {
        List<AttackCell> empty = coverage.empty();
        out.println();
        out.println(
                empty.isEmpty()
                        ? coverage.rules().size()
                                + " rules; everything that somebody inside could see has one."
                        : coverage.rules().size()
                                + " rules; nothing notices what somebody inside could see: "
                                + empty);
    }
}

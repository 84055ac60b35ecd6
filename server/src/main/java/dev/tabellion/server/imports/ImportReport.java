package dev.tabellion.server.imports;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.ImportableHistory.FeedIds;
import dev.tabellion.server.imports.CollectionFinding.Numbers;
import dev.tabellion.server.imports.CollectionFinding.Prospect;
import dev.tabellion.signer.notary.KeyFault;
import dev.tabellion.signer.notary.KeyPart;
import java.io.PrintStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an operator reads of an import: findings and their end on one stream, progress on the other.
 */
final class ImportReport {
    private final PrintStream out;
    private final PrintStream progress;
    private final AtomicInteger proven = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();

    ImportReport(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Whether nothing about it needs the operator. */
    static boolean isWell(CollectionFinding finding) {
        return isWell(finding.prospect());
    }

    static boolean isWell(Prospect prospect) {
        return switch (prospect) {
            case NEW, HERE, ENDED -> true;
            case CHANGED, EXISTS, FAULTY -> false;
        };
    }

    static CollectionFinding unnameable(String name) {
        return new CollectionFinding(
                new Gun("?"),
                Prospect.FAULTY,
                null,
                new Numbers(0, 0, 0, false),
                List.of("no collection can be called " + name));
    }

    void progress(String doing, int done, int all) {
        progress.printf("\r%s %d of %d collections%s", doing, done, all, done == all ? "\n" : "");
    }

    void collections(List<CollectionFinding> found, boolean recorded) {
        for (CollectionFinding finding : found) {
            out.printf("%s: %s%n", finding.gun(), words(finding, recorded));
            finding.problems().forEach(problem -> out.println("    " + problem));
        }
    }

    void keys(List<KeyTakeover.Finding> keys, List<String> unbound) {
        SortedMap<String, Integer> aliases = new TreeMap<>();
        SortedMap<KeyPart, Integer> parts = new TreeMap<>();
        int here = 0;
        for (KeyTakeover.Finding key : keys) {
            aliases.merge(key.key().alias(), 1, Integer::sum);
            parts.merge(key.part(), 1, Integer::sum);
            here += key.isHere() ? 1 : 0;
            if (key.fault() != null) {
                out.printf(
                        "key %s of %s %s: %s%n",
                        key.key().id(), key.key().gun(), key.key().role(), words(key));
            }
        }
        out.printf("%d keys, %d of them here already; by alias: %s%n", keys.size(), here, aliases);
        parts.forEach((part, count) -> out.printf("    %d %s%n", count, words(part)));
        unbound.forEach(
                id -> out.printf("key %s names no collection and role: it stays behind%n", id));
    }

    void stopped(String why) {
        out.printf("Nothing was written: %s.%n", why);
    }

    void dry() {
        out.println("This was a dry run: nothing was written.");
    }

    void keysTaken(int count) {
        out.printf("%d keys were taken in.%n", count);
    }

    boolean refused(Gun gun, String why) {
        out.printf("%s: refused after all: %s%n", gun, why);
        return false;
    }

    boolean proven(Gun gun, ServedProof.Result result) {
        result.differences().forEach(line -> out.printf("%s: DIFFERS: %s%n", gun, line));
        proven.incrementAndGet();
        answers.addAndGet(result.equal());
        return result.differences().isEmpty();
    }

    void summary(FeedIds ids, boolean anyNew) {
        if (anyNew) {
            out.println(
                    switch (ids) {
                        case KEPT -> "The changefeed keeps its numbers.";
                        case NEW ->
                                "The changefeed gets new numbers: theirs are taken here already."
                                        + " Who follows it begins anew.";
                    });
        }
        out.printf(
                "%d collections compared, %d answers equal to the Notary's.%n",
                proven.get(), answers.get());
    }

    private static String words(CollectionFinding finding, boolean recorded) {
        Numbers numbers = finding.numbers();
        String content =
                numbers.deleted()
                        ? "deleted there, %d entries of the changefeed".formatted(numbers.changes())
                        : "%d documents of %d roles, %d entries of the changefeed"
                                .formatted(numbers.documents(), numbers.roles(), numbers.changes());
        String end =
                switch (finding.prospect()) {
                    case NEW -> recorded ? "to be imported" : "sound";
                    case HERE -> "imported before, nothing to do";
                    case ENDED -> "imported before and deleted here since, nothing to do";
                    case CHANGED ->
                            "REFUSED: the Notary went on after it was imported here; what came"
                                    + " later would be lost or written over";
                    case EXISTS -> "REFUSED: it exists here, and no import brought it";
                    case FAULTY -> "LEFT OUT: it does not verify";
                };
        return content + ": " + end;
    }

    private static String words(KeyPart part) {
        return switch (part) {
            case IN_USE -> "named by the root that is served";
            case WAITING -> "never used, waiting for a root that names them";
            case RETIRED -> "used once, and replaced since";
            case LEFT_BEHIND -> "of collections that were deleted or stay out: left behind";
        };
    }

    private static String words(KeyTakeover.Finding key) {
        String variable = Passphrases.variableOf(key.key().alias());
        KeyFault fault = key.fault();
        return switch (fault) {
            case null -> "well";
            case NO_PASSPHRASE ->
                    "the passphrase of its alias %s is missing; set %s"
                            .formatted(key.key().alias(), variable);
            case WRONG_PASSPHRASE ->
                    "the passphrase of its alias %s is wrong (%s)"
                            .formatted(key.key().alias(), variable);
            case NOT_A_KEY -> "what was sealed is no key of its type";
            case OTHER_ID -> "its id is not that of its public half";
            case HALVES_DIFFER -> "its halves do not belong together";
            case BOUND_ELSEWHERE -> "this signer has it for another collection or role";
        };
    }
}

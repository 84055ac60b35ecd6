package dev.tabellion.server.imports;

import dev.tabellion.collection.Document;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.HistoryFault;
import dev.tabellion.collection.ImportableHistory;
import dev.tabellion.collection.ImportableHistory.FeedIds;
import dev.tabellion.collection.KeyPlaces;
import dev.tabellion.collection.PastFile;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.server.imports.CollectionFinding.Numbers;
import dev.tabellion.server.imports.CollectionFinding.Prospect;
import dev.tabellion.signer.notary.LastStand;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.RejectionFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads a Notary's collections one by one and judges each. Writes nothing itself. */
final class CollectionTakeover {
    private final NotaryServerTables notary;
    private final KeyPlaces keyPlaces;
    private final Function<Gun, TrustedCollection> known;
    private final boolean despitePastFaults;

    /**
     * @param known what is here already
     * @param despitePastFaults whether faults of what has been replaced since keep nothing out
     */
    CollectionTakeover(
            NotaryServerTables notary,
            KeyPlaces keyPlaces,
            Function<Gun, TrustedCollection> known,
            boolean despitePastFaults) {
        this.notary = notary;
        this.keyPlaces = keyPlaces;
        this.known = known;
        this.despitePastFaults = despitePastFaults;
    }

    /** A collection as it was read, with what its replay came to. */
    record Judged(KeptCollection kept, ImportableHistory history) {}

    /**
     * @param each is handed every document once
     */
    Judged judge(Gun gun, FeedIds ids, Consumer<Document> each) {
        KeptCollection kept = notary.read(gun, each);
        return new Judged(
                kept,
                ImportableHistory.judge(
                        kept.past(), kept.files(), keyPlaces, new JdkSignatureCheck(), ids));
    }

    CollectionFinding find(Gun gun) {
        Judged judged = judge(gun, FeedIds.NEW, _ -> {});
        List<String> problems = new ArrayList<>(judged.kept.damage());
        judged.history.faults().forEach(fault -> problems.add(words(fault)));
        Prospect prospect = prospect(gun, judged);
        boolean comes = ImportReport.isWell(prospect);
        return new CollectionFinding(
                gun,
                prospect,
                comes ? LastStand.of(judged.history) : null,
                numbers(judged),
                problems);
    }

    private Prospect prospect(Gun gun, Judged judged) {
        TrustedCollection here = known.apply(gun);
        if (here.importedHistory() != null) {
            if (!judged.history.digest().equals(here.importedHistory())) {
                return Prospect.CHANGED;
            }
            boolean ended = here.life() > 1 && !judged.kept.past().isDeleted();
            return ended ? Prospect.ENDED : Prospect.HERE;
        }
        if (here.isOpen() || here.life() > 1) {
            return Prospect.EXISTS;
        }
        boolean sound =
                judged.kept.damage().isEmpty()
                        && !judged.history.isBlocked()
                        && (despitePastFaults || judged.history.faults().isEmpty());
        return sound ? Prospect.NEW : Prospect.FAULTY;
    }

    private static Numbers numbers(Judged judged) {
        var past = judged.kept.past();
        return new Numbers(
                (int) past.files().stream().map(PastFile::role).distinct().count(),
                past.files().size(),
                past.changes().size(),
                past.isDeleted());
    }

    private static String words(HistoryFault fault) {
        String gravity =
                switch (fault.weight()) {
                    case BLOCKS -> "";
                    case PAST -> " (replaced since)";
                };
        return switch (fault) {
            case HistoryFault.NotAcceptable(var _, var timestamp, var why) ->
                    "timestamp version %s leads to what is not accepted: %s %s%s"
                            .formatted(
                                    timestamp,
                                    RejectionFacts.ruleOf(why),
                                    RejectionFacts.factsOf(why),
                                    gravity);
            case HistoryFault.Unreached(var _, var role, var version) ->
                    "%s version %s is stored, and no timestamp leads to it%s"
                            .formatted(role, version, gravity);
            case HistoryFault.LeftBehind(var _, var role, var version, var problem) ->
                    "%s version %s cannot be read and stays behind: %s%s"
                            .formatted(role, version, problem, gravity);
        };
    }
}

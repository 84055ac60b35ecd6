package dev.tabellion.projection.witness;

import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.Quorum;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.UnreadableTile;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tlog.WitnessPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** All the witnesses of a policy. Asks each about a checkpoint, all at once. */
public final class Witnesses implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Witnesses.class);

    private final Quorum quorum;
    private final HttpClient client;
    private final List<Acquaintance> all;

    /**
     * @param policy whose witnesses all have an address
     * @param trust for TLS; null for the usual authorities
     * @param tiles of the log
     */
    public Witnesses(
            WitnessPolicy policy,
            WitnessTerms terms,
            @Nullable SSLContext trust,
            TileSource tiles,
            DataSource logDataSource,
            WitnessTally tally) {
        this.quorum = policy.quorum();
        this.client = WitnessLine.client(trust);
        var tree = new OwnTree(tiles, logDataSource);
        this.all =
                policy.witnesses().stream()
                        .map(
                                each ->
                                        new Acquaintance(
                                                each.name(),
                                                each.key(),
                                                line(each, terms),
                                                tree,
                                                tally))
                        .toList();
    }

    private WitnessLine line(WitnessPolicy.Witness witness, WitnessTerms terms) {
        URI url = witness.url();
        if (url == null) {
            throw new IllegalArgumentException("no address of the witness " + witness.name());
        }
        return new WitnessLine(client, url, witness.key(), terms.patience());
    }

    Quorum quorum() {
        return quorum;
    }

    boolean haveAll(Set<VerifierKey> cosigners) {
        return all.stream().allMatch(each -> cosigners.contains(each.key()));
    }

    /** Returns at once; the round hears from each of those that it is told to expect. */
    void ask(CosigningRound round) {
        List<Acquaintance> asked = new ArrayList<>();
        Set<VerifierKey> had = round.given().keySet();
        for (Acquaintance each : all) {
            if (!had.contains(each.key()) && each.isToBeAsked()) {
                asked.add(each);
            }
        }
        round.expect(asked.size());
        for (Acquaintance each : asked) {
            Thread.ofVirtual().name("witness " + each.name()).start(() -> ask(each, round));
        }
    }

    private static void ask(Acquaintance witness, CosigningRound round) {
        List<NoteSignature> cosignatures = List.of();
        try {
            cosignatures = witness.cosign(round.checkpoint());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | UnreadableTile e) {
            // the log's own standing tells of its tables
            log.atWarn()
                    .addKeyValue("witness", witness.name())
                    .setCause(e)
                    .log("witness-not-asked");
        } finally {
            answer(witness, cosignatures, round);
        }
    }

    private static void answer(
            Acquaintance witness, List<NoteSignature> cosignatures, CosigningRound round) {
        try {
            if (cosignatures.isEmpty()) {
                round.lack();
            } else {
                round.take(witness.key(), cosignatures);
            }
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().setCause(e).log("cosignature-not-kept");
        }
    }

    /** Those that disagree and how, for people; empty if none does. */
    String disagreeing() {
        return all.stream()
                .map(Witnesses::disagreement)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** How witnesses disagree, each way once. */
    public Set<String> disagreements() {
        return all.stream()
                .map(Acquaintance::disagreement)
                .filter(Objects::nonNull)
                .map(each -> each.how())
                .collect(Collectors.toSet());
    }

    private static String disagreement(Acquaintance witness) {
        var what = witness.disagreement();
        return what == null ? "" : "witness " + witness.name() + " " + what.how();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

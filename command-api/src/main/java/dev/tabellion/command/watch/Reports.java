package dev.tabellion.command.watch;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchName;
import dev.tabellion.command.rate.Rate;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.json.PlainJson;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.SignatureCheck;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes metadata that clients refused, or just saw, into the record: by whose keys it verifies is
 * found out here, and never believed. What is no metadata is not recorded at all, and of what
 * nobody known signed only small files are kept. What keys of ours signed does not wait behind the
 * noise of those who have none.
 */
public final class Reports {
    private static final int LARGEST_OF_STRANGERS = 64 * 1024;

    /** Who has a key may sign without an end: it is much, but not that. */
    private static final int SIGNED_TO_NOISE = 10;

    private static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 10;

    private final Semaphore atWork = new Semaphore(AT_ONCE, true);
    private final Testimony testimony;
    private final PublishedFiles published;
    private final Signatories signatories;
    private final InstantSource clock;
    private final Rate<String> bySource;
    private final Rate<Gun> noise;
    private final Rate<Gun> signed;

    /**
     * @param perMinute of one source; of all sources about one collection as much of what nobody
     *     signed, and ten times as much of what keys of the collection signed
     */
    public Reports(
            Testimony testimony,
            PublishedFiles published,
            SignatureCheck check,
            InstantSource clock,
            int perMinute) {
        this.testimony = testimony;
        this.published = published;
        this.signatories = new Signatories(published, check);
        this.clock = clock;
        this.bySource = new Rate<>(perMinute, clock);
        this.noise = new Rate<>(perMinute, clock);
        this.signed = new Rate<>(perMinute * SIGNED_TO_NOISE, clock);
    }

    /** Whom one allowance is for. */
    static String sourceOf(Provenance by) {
        return by.publisher().subject() + " at " + by.publisher().address();
    }

    ReportOutcome receive(ClientReport report, Provenance by) {
        if (!bySource.take(sourceOf(by))) {
            return new ReportOutcome.TooMany();
        }
        if (!published.knows(report.collection())) {
            return new ReportOutcome.UnknownCollection();
        }
        if (!isMyTurn()) {
            return new ReportOutcome.Busy();
        }
        try {
            // all collections have this dialect until another one can be published
            return receive(report, Dialect.NOTARY_V1.read(report.role(), report.file()), by);
        } catch (MalformedMetadata e) {
            return new ReportOutcome.NoMetadata(e.problem());
        } finally {
            atWork.release();
        }
    }

    /** It may take reading what was published, and that may be large. */
    private boolean isMyTurn() {
        try {
            return atWork.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ReportOutcome receive(ClientReport report, Signed<?> file, Provenance by) {
        if (published.isSpelledAnew(report.collection(), report.role(), file)) {
            return new ReportOutcome.Known(); // whoever can write JSON makes as many as he likes
        }
        ClientReportReceived event = event(report, file);
        PlainJson fact = fact(report, file, event.seen().signedBy());
        if (testimony.knows(WatchName.REPORTS, fact)) {
            return new ReportOutcome.Known();
        }
        boolean isSigned = !event.seen().signedBy().isEmpty();
        if (!(isSigned ? signed : noise).take(report.collection())) {
            return new ReportOutcome.TooMany();
        }
        boolean isKept = isSigned || report.file().length() <= LARGEST_OF_STRANGERS;
        boolean isNews =
                testimony.tell(WatchName.REPORTS, fact, event, isKept ? report.file() : null, by);
        return isNews
                ? new ReportOutcome.Recorded(event.seen().signedBy(), event.log())
                : new ReportOutcome.Known();
    }

    private ClientReportReceived event(ClientReport report, Signed<?> file) {
        Signatories.Found found = signatories.of(report.collection(), report.role(), file);
        Bytes bytes = report.file();
        Seen seen =
                new Seen(
                        report.role(),
                        report.name(),
                        clock.instant(),
                        file.metadata().version(),
                        bytes.sha256(),
                        bytes.length(),
                        found.signedBy());
        return new ClientReportReceived(
                report.collection(),
                report.refused(),
                seen,
                found.judgement(),
                published.standingOf(report.collection(), report.role(), bytes.sha256()));
    }

    /** What is signed is told apart by what the signatures are over, and by whom they are. */
    private static PlainJson fact(ClientReport report, Signed<?> file, List<KeyId> signedBy) {
        PlainJson fact =
                new PlainJson()
                        .text("collection", report.collection().value())
                        .text("role", report.role().value())
                        .text("client", report.refused() ? "refused" : "seen");
        return signedBy.isEmpty()
                ? fact.text("digest", report.file().sha256().hex())
                : fact.text("payload", file.payload().sha256().hex())
                        .texts("signedBy", signedBy.stream().map(KeyId::value).sorted().toList());
    }
}

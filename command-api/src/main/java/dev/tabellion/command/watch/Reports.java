package dev.tabellion.command.watch;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PlainJson;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchName;
import dev.tabellion.command.rate.Rate;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.SignatureCheck;
import java.time.InstantSource;

/**
 * Takes metadata that clients refused, or just saw, into the record: by whose keys it verifies is
 * found out here, and never believed. What is no metadata is not recorded at all, and of what
 * nobody known signed only small files are kept.
 */
public final class Reports {
    private static final int LARGEST_OF_STRANGERS = 64 * 1024;

    private final Testimony testimony;
    private final PublishedFiles published;
    private final Signatories signatories;
    private final InstantSource clock;
    private final Rate<String> bySource;
    private final Rate<Gun> byCollection;

    /**
     * @param perMinute of one source, and of all about one collection
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
        this.byCollection = new Rate<>(perMinute, clock);
    }

    ReportOutcome receive(ClientReport report, Provenance by) {
        if (!bySource.take(by.publisher().subject() + " at " + by.publisher().address())) {
            return new ReportOutcome.TooMany();
        }
        if (!published.knows(report.collection())) {
            return new ReportOutcome.UnknownCollection();
        }
        try {
            // all collections have this dialect until another one can be published
            return receive(report, Dialect.NOTARY_V1.read(report.role(), report.file()), by);
        } catch (MalformedMetadata e) {
            return new ReportOutcome.NoMetadata(e.problem());
        }
    }

    private ReportOutcome receive(ClientReport report, Signed<?> file, Provenance by) {
        PlainJson fact = fact(report);
        if (testimony.knows(WatchName.REPORTS, fact)) {
            return new ReportOutcome.Known();
        }
        if (!byCollection.take(report.collection())) {
            return new ReportOutcome.TooMany();
        }
        ClientReportReceived event = event(report, file);
        boolean isKept =
                !event.seen().signedBy().isEmpty()
                        || report.file().length() <= LARGEST_OF_STRANGERS;
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

    private static PlainJson fact(ClientReport report) {
        return new PlainJson()
                .text("collection", report.collection().value())
                .text("role", report.role().value())
                .text("digest", report.file().sha256().hex())
                .text("client", report.refused() ? "refused" : "seen");
    }
}

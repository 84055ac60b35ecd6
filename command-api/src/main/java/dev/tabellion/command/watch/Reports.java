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
 * nobody known signed only small files are kept. What keys of ours signed does not wait behind the
 * noise of those who have none.
 */
public final class Reports {
    private static final int LARGEST_OF_STRANGERS = 64 * 1024;

    /** Bytes can be spelled anew around an old signature: it is much, but not without an end. */
    private static final int SIGNED_TO_NOISE = 10;

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
        ClientReportReceived event = event(report, file);
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

    private static PlainJson fact(ClientReport report) {
        return new PlainJson()
                .text("collection", report.collection().value())
                .text("role", report.role().value())
                .text("digest", report.file().sha256().hex())
                .text("client", report.refused() ? "refused" : "seen");
    }
}

package dev.tabellion.server.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What was signed and never published, beside what was.
 *
 * @param all in the journal's order
 */
public record Orphans(List<SignedEntry> all, List<SignedEntry> published) {
    private static final Duration COUNTED = Duration.ofHours(24);

    public Orphans {
        all = List.copyOf(all);
        published = List.copyOf(published);
    }

    List<String> roles() {
        return all.stream().map(each -> each.place().role()).toList();
    }

    /**
     * How many of them the signer should count against the cap once all is settled: a timestamp
     * with its snapshot is one, and those older than a day are none.
     */
    long counted() {
        Instant settled =
                published.stream()
                        .filter(each -> each.snapshot() != null)
                        .map(SignedEntry::at)
                        .max(Instant::compareTo)
                        .orElse(Instant.MIN);
        return all.stream()
                .filter(each -> each.at().isAfter(settled.minus(COUNTED)))
                .filter(each -> each.snapshot() != null || !isVouchedFor(each))
                .count();
    }

    private boolean isVouchedFor(SignedEntry snapshot) {
        return all.stream().anyMatch(each -> snapshot.file().equals(each.snapshot()));
    }
}

package dev.tabellion.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.verify.JdkSignatureCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final Sha256 ANY = Bytes.utf8("any").sha256();

    private final List<Finding> findings = new ArrayList<>();

    @Test
    void of_a_stream_that_is_no_collections_only_gaps_are_looked_for() {
        Streams streams = new Streams(new JdkSignatureCheck(), findings::add, true, Beside.SERVED);
        streams.append(entry("watch", "*watch/a", 0));
        streams.append(entry("watch", "*watch/b", 0));
        streams.append(entry("watch", "*watch/a", 1));
        assertThat(findings).isEmpty();

        streams.append(entry("watch", "*watch/a", 3));
        assertThat(findings).singleElement().matches(each -> each.fault() == Fault.SEQUENCE_BROKEN);
        assertThat(streams.showings()).isEmpty();
    }

    @Test
    void one_that_was_joined_late_goes_on_from_there() {
        Streams streams = new Streams(new JdkSignatureCheck(), findings::add, false, Beside.SERVED);
        streams.append(entry("watch", "*watch/a", 7));
        streams.append(entry("watch", "*watch/a", 8));
        assertThat(findings).isEmpty();
    }

    private static ExaminedEntry entry(String kind, String id, long sequence) {
        var leaf =
                new LeafOutline(
                        "example.com/log",
                        "event",
                        "fetches-counted/1",
                        Instant.EPOCH,
                        kind,
                        id,
                        sequence,
                        ANY,
                        "request",
                        null,
                        Bytes.utf8("nonce"),
                        ANY,
                        3);
        return new ExaminedEntry(new LeafIndex(sequence), null, leaf, null, null, false, List.of());
    }
}

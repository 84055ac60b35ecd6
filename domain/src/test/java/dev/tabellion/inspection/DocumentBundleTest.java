package dev.tabellion.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.MalformedLogData;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentBundleTest {
    private static final Bytes ONE = Bytes.utf8("{}");
    private static final Bytes OTHER = Bytes.utf8("another");

    @Test
    void documents_have_their_digests_and_lengths_before_them() throws MalformedLogData {
        var bundle = bundle(ONE, OTHER);
        assertThat(bundle.bytes().hex())
                .isEqualTo(
                        ("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
                                + "00000002"
                                + "7b7d"
                                + OTHER.sha256().hex()
                                + "00000007"
                                + OTHER.hex()));
        DocumentBundle read = DocumentBundle.parse(bundle.bytes());
        assertThat(read).isEqualTo(bundle);
        assertThat(read.documents().sequencedKeySet())
                .containsExactly(ONE.sha256(), OTHER.sha256());
    }

    @Test
    void entries_that_name_none_have_an_empty_bundle() throws MalformedLogData {
        assertThat(bundle().bytes().length()).isZero();
        assertThat(DocumentBundle.parse(Bytes.utf8("")).documents()).isEmpty();
    }

    @Test
    void a_document_is_found_by_its_claim_whatever_it_is() throws MalformedLogData {
        var documents = new LinkedHashMap<>(Map.of(ONE.sha256(), OTHER));
        var bundle = new DocumentBundle(documents);
        assertThat(DocumentBundle.parse(bundle.bytes()).documents())
                .containsEntry(ONE.sha256(), OTHER);
    }

    @Test
    void nothing_that_is_cut_off_is_read_but_where_another_document_would_begin() {
        Bytes whole = bundle(ONE, OTHER).bytes();
        int second = 32 + Integer.BYTES + ONE.length();
        for (int length = 1; length < whole.length(); length++) {
            if (length != second) {
                assertMalformed(whole.slice(0, length));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x10001, 0x7fffffff, 0x80000000, 0xffffffff})
    void an_absurd_length_is_refused(int length) {
        assertMalformed(part(ONE.sha256(), length, Bytes.of(new byte[DocumentBundle.LONGEST + 1])));
    }

    @Test
    void the_longest_is_read_and_a_longer_one_stands_in_no_bundle() throws MalformedLogData {
        Bytes longest = Bytes.of(new byte[DocumentBundle.LONGEST]);
        assertThat(DocumentBundle.parse(bundle(longest).bytes())).isEqualTo(bundle(longest));
        Bytes longer = Bytes.of(new byte[DocumentBundle.LONGEST + 1]);
        assertThatThrownBy(() -> bundle(longer)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_stands_behind_the_last_document_is_refused() {
        var bytes = new BytesBuilder().append(bundle(ONE).bytes()).append(0).build();
        assertMalformed(bytes);
    }

    @Test
    void two_documents_of_one_digest_are_refused() {
        Bytes one = bundle(ONE).bytes();
        assertMalformed(new BytesBuilder().append(one).append(one).build());
    }

    @Test
    void no_bundle_has_more_documents_than_entries() throws MalformedLogData {
        assertThat(DocumentBundle.parse(many(256)).documents()).hasSize(256);
        assertMalformed(many(257));
    }

    @Test
    void all_that_are_wanted_are_there_or_there_is_no_bundle() {
        var wanted = new LinkedHashSet<>(List.of(OTHER.sha256(), ONE.sha256()));
        var files = Map.of(ONE.sha256(), ONE, OTHER.sha256(), OTHER);
        assertThat(DocumentBundle.of(wanted, files))
                .extracting(DocumentBundle::bytes)
                .isEqualTo(bundle(OTHER, ONE).bytes());
        assertThat(DocumentBundle.of(wanted, Map.of(ONE.sha256(), ONE))).isNull();
        Bytes longer = Bytes.of(new byte[DocumentBundle.LONGEST + 1]);
        assertThat(DocumentBundle.of(wanted, Map.of(ONE.sha256(), ONE, OTHER.sha256(), longer)))
                .isNull();
    }

    @Test
    void there_is_one_spelling_of_each_place() {
        var place = new Bundle(1_234, 17);
        assertThat(DocumentBundle.pathOf(place)).isEqualTo("documents/x001/234.p/17");
        assertThat(DocumentBundle.placeOf("documents/x001/234.p/17")).isEqualTo(place);
        assertThat(DocumentBundle.placeOf("documents/1234")).isNull();
        assertThat(DocumentBundle.placeOf("document/000")).isNull();
        assertThat(DocumentBundle.placeOf("payload/000")).isNull();
    }

    private static void assertMalformed(Bytes bytes) {
        assertThatThrownBy(() -> DocumentBundle.parse(bytes))
                .as("%d bytes", bytes.length())
                .isInstanceOf(MalformedLogData.class);
    }

    private static DocumentBundle bundle(Bytes... files) {
        SequencedMap<Sha256, Bytes> documents = new LinkedHashMap<>();
        for (Bytes file : files) {
            documents.put(file.sha256(), file);
        }
        return new DocumentBundle(documents);
    }

    private static Bytes many(int count) {
        var bytes = new BytesBuilder();
        IntStream.range(0, count)
                .mapToObj(each -> Bytes.utf8("document " + each))
                .forEach(each -> bytes.append(part(each.sha256(), each.length(), each)));
        return bytes.build();
    }

    private static Bytes part(Sha256 digest, int length, Bytes file) {
        return new BytesBuilder()
                .append(digest.bytes())
                .append(length >>> 24)
                .append(length >>> 16)
                .append(length >>> 8)
                .append(length)
                .append(file)
                .build();
    }
}

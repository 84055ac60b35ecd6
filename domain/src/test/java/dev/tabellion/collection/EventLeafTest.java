package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventLeafTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:30:00.1239Z");
    private static final Bytes NONCE = Bytes.hex("000102030405060708090a0b0c0d0e0f");

    @Test
    void a_leaf_is_canonical_json_with_what_an_auditor_looks_up() {
        CollectionEvent event = SampleEvents.published();
        Bytes payload = EventJson.write(event);
        assertThat(leaf(event, "g", "c1").bytes().utf8())
                .isEqualTo(
                        """
                        {"actor":"%s","agg":{"id":"g","seq":42,"t":"collection"},"caus":"c1",\
                        "evt":"e1","keys":["aa11","bb22"],"log":"log.example.org/2026",\
                        "meta":"%s","n":"000102030405060708090a0b0c0d0e0f",\
                        "payload":{"h":"%s","len":%d},"repo":"g","req":"r1",\
                        "role":"targets/releases","ts":"2026-11-22T08:30:00.123Z",\
                        "type":"metadata-published/1","v":1,"ver":7}"""
                                .formatted(
                                        SampleEvents.sha(9),
                                        SampleEvents.sha(1),
                                        payload.sha256(),
                                        payload.length()));
    }

    @Test
    void a_leaf_is_known_again_by_all_its_bytes() {
        CollectionEvent event = SampleEvents.published();
        Bytes payload = EventJson.write(event);
        Bytes leaf = leaf(event, "g", "c1").bytes();
        LeafOutline outline = LeafOutline.read(leaf);
        assertThat(outline.isOf(leaf, event, payload)).isTrue();
        for (int each = 0; each < leaf.length(); each++) {
            byte[] other = leaf.toArray();
            other[each] ^= 1;
            assertThat(outline.isOf(Bytes.of(other), event, payload)).isFalse();
        }
        assertThat(outline.isOf(leaf, new CollectionDeleted(1), payload)).isFalse();
        assertThat(outline.isOf(leaf, event, Bytes.utf8("{}"))).isFalse();
    }

    @Test
    void a_leaf_of_the_ledger_itself_names_no_collection() {
        assertThat(leaf(EventStream.LEDGER, SampleEvents.canary()).utf8())
                .contains("\"agg\":{\"id\":\"*ledger\",\"seq\":7,\"t\":\"ledger\"}")
                .contains("\"type\":\"canary-sung/1\"")
                .doesNotContain("repo");
        assertThat(Gun.isValid(EventStream.LEDGER.id())).isFalse();
    }

    @Test
    void a_leaf_of_a_watch_tells_what_was_seen_and_is_of_no_collection() {
        EventStream watch = new EventStream.Watch(new WatchName("cdn"));
        Bytes leaf = leaf(watch, SampleEvents.watched().getFirst());
        assertThat(leaf.utf8())
                .contains("\"agg\":{\"id\":\"*watch/cdn\",\"seq\":7,\"t\":\"watch\"}")
                .contains("\"keys\":[\"aa11\",\"bb22\"]")
                .contains("\"meta\":\"" + SampleEvents.sha(1) + "\"")
                .contains("\"role\":\"root\"")
                .contains("\"ver\":7")
                .doesNotContain("repo");
        assertThat(EventStream.stored(watch.kind(), watch.id())).isEqualTo(watch);
    }

    @Test
    void a_leaf_of_a_case_is_found_by_the_key_it_is_about_and_tells_no_words() {
        LoggedEvent stolen =
                SampleEvents.cases().stream()
                        .filter(KeyDeclaredCompromised.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        assertThat(leaf(EventStream.CASES, stolen).utf8())
                .contains("\"agg\":{\"id\":\"*cases\",\"seq\":7,\"t\":\"case\"}")
                .contains("\"key\":\"aa11\"")
                .doesNotContain("pipeline")
                .doesNotContain("repo");
        assertThat(EventStream.stored("case", "*cases")).isEqualTo(EventStream.CASES);
        assertThat(Gun.isValid(EventStream.CASES.id())).isFalse();
    }

    @Test
    void an_event_is_told_in_a_stream_of_its_kind_only() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> leaf(EventStream.LEDGER, SampleEvents.watched().getFirst()))
                .withMessageContaining("*ledger takes no sighting-recorded");
    }

    private static Bytes leaf(EventStream stream, LoggedEvent event) {
        return new EventLeaf(
                        "l",
                        "e1",
                        AT,
                        stream,
                        7,
                        SampleEvents.sha(9),
                        "r1",
                        null,
                        NONCE,
                        event,
                        EventJson.write(event))
                .bytes();
    }

    @Test
    void a_leaf_without_a_cause_says_nothing_of_it() {
        assertThat(leaf(new CollectionDeleted(1), "g", null).bytes().utf8())
                .doesNotContain("caus")
                .doesNotContain("null");
    }

    @Test
    void a_signature_can_be_found_by_key_and_digest() {
        CollectionEvent signed = SampleEvents.all().get(9);
        assertThat(leaf(signed, "g", null).bytes().utf8())
                .contains("\"key\":\"aa11\"")
                .contains("\"sig\":\"" + SampleEvents.sha(4) + "\"")
                .contains("\"type\":\"signature-produced/1\"");
    }

    @ParameterizedTest
    @MethodSource("longest")
    void a_leaf_always_fits_its_two_bytes_of_length(CollectionEvent event) {
        for (String unit : List.of("\u0001", "\"", "\u20ac", "\ud83d\ude00")) {
            String name = unit.repeat(255 / unit.length());
            Bytes leaf =
                    new EventLeaf(
                                    name,
                                    name,
                                    Instant.parse("9999-12-31T23:59:59.999Z"),
                                    EventStream.of(new Gun(name)),
                                    (1L << 53) - 1,
                                    SampleEvents.sha(9),
                                    name,
                                    name,
                                    NONCE,
                                    event,
                                    EventJson.write(event))
                            .bytes();
            assertThat(leaf.length()).isLessThanOrEqualTo(EventLeaf.LONGEST);
        }
    }

    @Test
    void a_leaf_that_leaves_keys_out_says_how_many_there_are() {
        CollectionEvent event = longest().findFirst().orElseThrow();
        assertThat(leaf(event, "g", null).bytes().utf8()).contains("\"keysInAll\":5000");
    }

    @Test
    void names_and_nonces_of_other_lengths_are_refused() {
        CollectionEvent event = new CollectionDeleted(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> leaf(event, "g", "c".repeat(256)))
                .withMessageContaining("256");
        assertThatIllegalArgumentException().isThrownBy(() -> leaf(event, "g", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new EventLeaf(
                                        "l",
                                        "e",
                                        AT,
                                        EventStream.of(new Gun("g")),
                                        0,
                                        SampleEvents.sha(9),
                                        "r",
                                        null,
                                        NONCE.slice(1, 16),
                                        event,
                                        EventJson.write(event)));
    }

    private static Stream<CollectionEvent> longest() {
        List<KeyId> keys =
                IntStream.range(0, 5_000)
                        .mapToObj(n -> new KeyId("\u20ac".repeat(KeyId.MAX_LENGTH)))
                        .toList();
        RoleName role = new RoleName("\"".repeat(255));
        Version version = new Version(Integer.MAX_VALUE);
        return Stream.concat(
                Stream.of(
                        new SigningRequested(
                                role,
                                version,
                                keys,
                                SampleEvents.sha(1),
                                CollectionEvent.Reason.PUBLISHED),
                        new RoleKeysChanged(role, role, keys, 1, keys, 1)),
                SampleEvents.all().stream());
    }

    private static EventLeaf leaf(CollectionEvent event, String gun, @Nullable String cause) {
        return new EventLeaf(
                "log.example.org/2026",
                "e1",
                AT,
                EventStream.of(new Gun(gun)),
                42,
                SampleEvents.sha(9),
                "r1",
                cause,
                NONCE,
                event,
                EventJson.write(event));
    }
}

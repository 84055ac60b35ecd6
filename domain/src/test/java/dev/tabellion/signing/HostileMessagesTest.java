package dev.tabellion.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.tuf.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, it is read as meant or refused with a reason; nothing else ever happens. */
class HostileMessagesTest {
    /** Reads a message of one kind. */
    private interface Reading {
        Object of(Bytes message) throws MalformedMessage;
    }

    private static final String SIGN =
            Questions.sign(SampleMessages.request(Reason.PUBLISHED, SampleMessages.DIGEST)).utf8();

    private static final Map<String, Reading> SAMPLES = samples();

    private static Map<String, Reading> samples() {
        var samples = new java.util.LinkedHashMap<String, Reading>();
        samples.put(SIGN, Questions::sign);
        samples.put(Questions.sign(SampleMessages.requestForBoth()).utf8(), Questions::sign);
        samples.put(
                Questions.create(
                                new NewKey(
                                        SampleMessages.PLACE,
                                        dev.tabellion.collection.KeyAlgorithm.ECDSA))
                        .utf8(),
                Questions::create);
        samples.put(Questions.places(List.of(SampleMessages.KEY)).utf8(), Questions::places);
        samples.put(Questions.published(SampleMessages.timestamps()).utf8(), Questions::published);
        SampleMessages.answers()
                .forEach(answer -> samples.put(Answers.signed(answer).utf8(), Answers::signed));
        samples.put(
                Answers.created(new ManagedKey(new KeyId("id"), SampleMessages.KEY)).utf8(),
                Answers::created);
        samples.put(
                Answers.places(List.of(new FoundPlace(SampleMessages.PLACE))).utf8(),
                Answers::places);
        return samples;
    }

    @Test
    void any_cut_is_refused() {
        SAMPLES.forEach(
                (message, reading) -> {
                    Bytes whole = Bytes.utf8(message);
                    for (int end = 0; end < whole.length(); end++) {
                        refused(whole.slice(0, end), reading);
                    }
                });
    }

    @Test
    void any_changed_byte_is_read_or_refused() {
        var random = new Random(3);
        SAMPLES.forEach(
                (message, reading) -> {
                    for (int i = 0; i < 5_000; i++) {
                        byte[] changed = Bytes.utf8(message).toArray();
                        for (int n = random.nextInt(1, 4); n > 0; n--) {
                            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                        }
                        readOrRefused(Bytes.of(changed), reading);
                    }
                });
    }

    @Test
    void arbitrary_bytes_are_refused() {
        var random = new Random(4);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            SAMPLES.values().forEach(reading -> refused(Bytes.of(bytes), reading));
        }
    }

    @Test
    void every_member_is_missed_and_none_may_be_there_twice_or_be_unknown() {
        for (String name :
                List.of("place", "gun", "life", "role", "version", "keys", "payload", "evidence")) {
            refusal(SIGN.replaceFirst("\"" + name + "\":", "\"strange\":"), "is missing");
        }
        refusal(SIGN.replaceFirst("\\{", "{\"version\":1,"), "given twice");
        refusal(SIGN.replaceFirst("\"gun\":", "\"gun\":\"a\",\"gun\":"), "given twice");
        refusal(SIGN.replaceFirst("\\{", "{\"policy\":{},"), "policy: is not known");
        refusal(SIGN.replaceFirst("\"gun\":", "\"Gun\":\"a\",\"gun\":"), "place.Gun: is not");
        refusal(SIGN + "{}", "");
        refusal("[" + SIGN + "]", "must be an object");
    }

    @Test
    void numbers_are_whole_and_within_their_bounds() {
        for (String number :
                List.of("0", "-1", "1.0", "1e0", "2147483648", "\"1\"", "null", "true", "[]")) {
            refusal(SIGN.replace("2147483647", number), "version: must be a whole number");
        }
        refusal(SIGN.replace("2147483647", "9".repeat(1_000_000)), "limit");
        refusal(SIGN.replace("2147483647", "1e999999999"), "version: must be a whole number");
        refusal(SIGN.replace("2147483647", "01"), "not JSON");
        refusal(SIGN.replace("2147483647", "NaN"), "not JSON");
    }

    @Test
    void texts_are_texts_of_their_kind() {
        refusal(SIGN.replace("\"one\"", "1"), "keys[0]: must be a string");
        refusal(SIGN.replace("\"one\"", "null"), "keys[0]: must be a string");
        refusal(SIGN.replace("\"one\"", "\"\""), "keys[0]: is not what it should be");
        refusal(SIGN.replace("\"one\"", "\"\\ud800\""), "keys[0]: holds half a pair");
        refusal(SIGN.replace("\"published\"", "\"PUBLISHED\""), "reason: is not what");
        refusal(SIGN.replace(SampleMessages.DIGEST.hex(), "00"), "base: is not what");
        refusal(SIGN.replace("\"AP8=\"", "\"AP9=\""), "evidence[0].file: is not what");
        refusal(SIGN.replace("\"AP8=\"", "\"AP8\""), "evidence[0].file: is not what");
        refusal(SIGN.replace("\"AP8=\"", "\"AP8=\\n\""), "evidence[0].file: is not what");
    }

    @Test
    void a_timestamp_is_wanted_along_with_a_snapshot_and_in_one_spelling() {
        String both = Questions.sign(SampleMessages.requestForBoth()).utf8();
        refusal(both.replace("\"role\":\"snapshot\"", "\"role\":\"timestamp\""), "a snapshot only");
        for (String time :
                List.of(
                        "2030-01-01T00:00:00.000Z",
                        "2030-01-01T00:00:00+00:00",
                        "2030-01-01T00:00Z",
                        "+12030-01-01T00:00:00Z",
                        "2030-02-30T00:00:00Z",
                        "soon")) {
            refusal(both.replace("2030-01-01T00:00:00Z", time), "timestamp.expires: is not what");
        }
        refusal(
                both.replace("\"expires\"", "\"payload\":\"\",\"expires\""),
                "timestamp.payload: is not");
        refusal(both.replace("\"version\":3", "\"version\":0"), "timestamp.version: must be");
    }

    @Test
    void text_that_is_no_utf8_is_refused() {
        byte[] broken = Bytes.utf8(SIGN.replace("\"one\"", "\"oXe\"")).toArray();
        broken[
                        SIGN.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                                - Bytes.utf8(SIGN.substring(SIGN.indexOf("ne\","))).length()] =
                (byte) 0xC0;
        assertThatThrownBy(() -> Questions.sign(Bytes.of(broken)))
                .isInstanceOfSatisfying(
                        MalformedMessage.class,
                        e -> assertThat(e.problem()).isEqualTo("not UTF-8"));
    }

    @Test
    void bombs_are_refused_before_they_go_off() {
        refusal("[".repeat(1_000_000), "limit");
        refusal("{\"a\":".repeat(1_000_000), "limit");
        refusal("{\"keys\":[" + "0,".repeat(10_000_000) + "0]}", "limit");
        refusal(SIGN.replace("\"one\"", "\"" + "x".repeat(33 << 20) + "\""), "limit");
        refusal(SIGN.replace("\"one\"", "\"" + "x".repeat(1 << 20) + "\""), "keys[0]");
        refusal("{\"" + "x".repeat(1 << 20) + "\":1}", "limit");
        String evidence = "{\"role\":\"root\",\"file\":\"\"}";
        refusal(
                SIGN.replace("\"evidence\":[", "\"evidence\":[" + (evidence + ",").repeat(5_000)),
                "evidence: must be an array of 1000 items at most");
        refusal(
                SIGN.replace("\"one\"", "\"one\"" + ",\"k\"".repeat(64)),
                "keys: must be an array of 64");
    }

    @Test
    void reasons_are_short_and_plain_and_repeat_no_value() {
        var messages = new ArrayList<String>();
        messages.add("{\"" + "\\u0000\\u0007".repeat(100) + "\":1}");
        messages.add(SIGN.replace("\"one\"", "\"" + "secret".repeat(100) + "\""));
        messages.add("s3cret".repeat(100));
        for (String message : messages) {
            assertThatThrownBy(() -> Questions.sign(Bytes.utf8(message)))
                    .isInstanceOfSatisfying(
                            MalformedMessage.class,
                            e ->
                                    assertThat(e.problem())
                                            .hasSizeBetween(1, 199)
                                            .doesNotContain("secretsecret", "s3crets3cret")
                                            .matches("\\P{Cntrl}*"));
        }
    }

    private static void refusal(String message, String problem) {
        assertThatThrownBy(() -> Questions.sign(Bytes.utf8(message)))
                .isInstanceOfSatisfying(
                        MalformedMessage.class, e -> assertThat(e.problem()).contains(problem));
    }

    private static void refused(Bytes message, Reading reading) {
        assertThatThrownBy(() -> reading.of(message))
                .isInstanceOfSatisfying(
                        MalformedMessage.class, e -> assertThat(e.problem()).isNotBlank());
    }

    private static void readOrRefused(Bytes message, Reading reading) {
        try {
            assertThat(reading.of(message)).isNotNull();
        } catch (MalformedMessage e) {
            assertThat(e.problem()).isNotBlank();
        }
    }
}

package dev.tabellion.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.tuf.KeyId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What one side writes, the other reads as it was meant. */
class RoundTripTest {
    @Test
    void a_request_for_a_signature_arrives_whole() throws MalformedMessage {
        for (Reason reason : Reason.values()) {
            var first = SampleMessages.request(reason, null);
            var later = SampleMessages.request(reason, SampleMessages.DIGEST);

            assertThat(Questions.sign(Questions.sign(first))).isEqualTo(first);
            assertThat(Questions.sign(Questions.sign(later))).isEqualTo(later);
        }
    }

    @Test
    void a_request_for_a_snapshot_and_its_timestamp_arrives_whole() throws MalformedMessage {
        var both = SampleMessages.requestForBoth();
        assertThat(Questions.sign(Questions.sign(both))).isEqualTo(both);
    }

    @Test
    void every_answer_to_it_arrives_whole() throws MalformedMessage {
        for (SigningAnswer answer : SampleMessages.answers()) {
            assertThat(Answers.signed(Answers.signed(answer))).isEqualTo(answer);
        }
    }

    @Test
    void a_wish_for_a_key_and_the_key_arrive_whole() throws MalformedMessage {
        for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
            var wish = new NewKey(SampleMessages.PLACE, algorithm);
            assertThat(Questions.create(Questions.create(wish))).isEqualTo(wish);
        }
        var key = new ManagedKey(new KeyId("id"), SampleMessages.KEY);
        assertThat(Answers.created(Answers.created(key))).isEqualTo(key);
    }

    @Test
    void questions_for_places_and_what_was_found_arrive_in_order() throws MalformedMessage {
        var keys = List.of(SampleMessages.KEY, SampleMessages.KEY);
        var places = List.of(new FoundPlace(SampleMessages.PLACE), new FoundPlace(null));

        assertThat(Questions.places(Questions.places(keys))).isEqualTo(keys);
        assertThat(Answers.places(Answers.places(places))).isEqualTo(places);
        assertThat(Questions.places(Questions.places(List.of()))).isEmpty();
    }

    @Test
    void timestamps_arrive_both_ways() throws MalformedMessage {
        var timestamps = SampleMessages.timestamps();

        assertThat(Questions.published(Questions.published(timestamps))).isEqualTo(timestamps);
        assertThat(Answers.unsettled(Answers.unsettled(timestamps))).isEqualTo(timestamps);
        Answers.heard(Answers.heard());
    }

    @Test
    void health_and_refusals_of_the_door_arrive_whole() throws MalformedMessage {
        assertThat(Answers.health(Answers.health((String) null))).isNull();
        assertThat(Answers.health(Answers.health("closed"))).isEqualTo("closed");
        for (Long entry : new Long[] {null, 4L}) {
            var why = new TurnedAway("too-large", new TreeMap<>(Map.of("length", "9")), entry);
            assertThat(Answers.turnedAway(Answers.turnedAway(why))).isEqualTo(why);
        }
    }

    @Test
    void a_line_of_the_journal_gives_its_entry_back_byte_for_byte() throws MalformedMessage {
        var entry = Bytes.utf8("{\"seq\":1,\"hash\":\"\"}");
        var line = new JournalLine(entry);

        assertThat(line.bytes().utf8())
                .isEqualTo(
                        "{\"entry\":{\"seq\":1,\"hash\":\"\"},\"hash\":\"%s\"}\n"
                                .formatted(entry.sha256()));
        assertThat(JournalLine.of(line.bytes())).isEqualTo(line);
    }

    @Test
    void a_line_with_anything_more_or_less_is_none() {
        var line = new JournalLine(Bytes.utf8("{}")).bytes();
        for (int end = 0; end < line.length(); end++) {
            var cut = line.slice(0, end);
            assertThatThrownBy(() -> JournalLine.of(cut)).isInstanceOf(MalformedMessage.class);
        }
        var more = Bytes.utf8(line.utf8() + "\n");
        assertThatThrownBy(() -> JournalLine.of(more)).isInstanceOf(MalformedMessage.class);
        var other = Bytes.utf8(line.utf8().replace("{}", "{ }"));
        assertThatThrownBy(() -> JournalLine.of(other)).isInstanceOf(MalformedMessage.class);
        var shouted = Bytes.utf8(line.utf8().toUpperCase(java.util.Locale.ROOT));
        assertThatThrownBy(() -> JournalLine.of(shouted)).isInstanceOf(MalformedMessage.class);
    }
}

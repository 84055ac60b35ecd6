package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class CosignatureTest {
    private static final Bytes TEXT = Bytes.utf8("o\n0\n" + Hash.EMPTY_TREE + "\n");
    private static final VerifierKey WITNESS = TestKey.WITNESS.key();

    @Test
    void its_message_has_the_time_and_then_the_whole_text() {
        assertThat(Cosignature.message(new PosixTime(1_679_315_147), TEXT))
                .isEqualTo(
                        new BytesBuilder()
                                .append("cosignature/v1\ntime 1679315147\n")
                                .append(TEXT)
                                .build());
    }

    @Test
    void the_time_is_signed() {
        NoteSignature made = TestKey.WITNESS.cosign(TEXT, 1_700_000_000);
        assertThat(judged(made)).isEqualTo(vouched(1_700_000_000));
        byte[] later = made.value().toArray();
        later[7]++;
        assertThat(judged(NoteSignature.by(WITNESS, Bytes.of(later))))
                .isEqualTo(new Vouching.Forged());
    }

    @Test
    void of_several_the_latest_counts_in_any_order() {
        NoteSignature early = TestKey.WITNESS.cosign(TEXT, 1);
        NoteSignature late = TestKey.WITNESS.cosign(TEXT, Long.MAX_VALUE);
        assertThat(new Note(TEXT, List.of(early, late)).judge(WITNESS))
                .isEqualTo(vouched(Long.MAX_VALUE));
        assertThat(new Note(TEXT, List.of(late, early)).judge(WITNESS))
                .isEqualTo(vouched(Long.MAX_VALUE));
    }

    @Test
    void a_cosignature_without_time_or_of_another_length_is_forged() {
        Bytes value = TestKey.WITNESS.cosign(TEXT, 5).value();
        Bytes signature = value.slice(8, 72);
        for (Bytes spoilt :
                List.of(
                        value.slice(0, 71),
                        new BytesBuilder().append(value).append(0).build(),
                        signature,
                        new BytesBuilder().append(Bytes.of(new byte[8])).append(signature).build(),
                        new BytesBuilder()
                                .append(Bytes.hex("8000000000000005"))
                                .append(signature)
                                .build())) {
            assertThat(judged(NoteSignature.by(WITNESS, spoilt))).isEqualTo(new Vouching.Forged());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cosignature(new PosixTime(0), signature));
    }

    @Test
    void neither_type_of_signature_passes_for_the_other() {
        var asLog = new VerifierKey(WITNESS.name(), SignatureType.ED25519, WITNESS.key());
        NoteSignature cosigned = TestKey.WITNESS.cosign(TEXT, 5);
        assertThat(asLog.hash()).isNotEqualTo(WITNESS.hash());
        assertThat(new Note(TEXT, List.of(NoteSignature.by(asLog, cosigned.value()))).judge(asLog))
                .isEqualTo(new Vouching.Forged());
        assertThat(judged(NoteSignature.by(WITNESS, cosigned.value().slice(8, 72))))
                .isEqualTo(new Vouching.Forged());
    }

    private static Vouching judged(NoteSignature signature) {
        return new Note(TEXT, List.of(signature)).judge(WITNESS);
    }

    private static Vouching vouched(long seconds) {
        return new Vouching.Vouched(new PosixTime(seconds));
    }
}

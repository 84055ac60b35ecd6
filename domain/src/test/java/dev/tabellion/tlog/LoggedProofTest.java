package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tabellion.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedProofTest {
    private static final String START = "c2sp.org/tlog-proof@v1\n";

    @Test
    void the_recorded_file_is_written_read_and_true() throws MalformedLogData {
        var index = new LeafIndex(12_345);
        var proof =
                new LoggedProof(
                        null,
                        index,
                        StoredTiles.numbered(Vectors.SIZE).tree(Vectors.SIZE).inclusionOf(index),
                        SignedCheckpoint.parse(Vectors.bytes("cp70000")));
        assertThat(proof.bytes().sha256().hex()).isEqualTo(Vectors.text("tlog_proof_sha256"));
        assertThat(LoggedProof.parse(proof.bytes())).isEqualTo(proof);
        assertThat(proof.places(Hash.ofLeaf(Bytes.utf8("entry 12345")))).isTrue();
        assertThat(proof.places(Hash.ofLeaf(Bytes.utf8("entry 12346")))).isFalse();
    }

    @Test
    void what_its_maker_added_is_kept() throws MalformedLogData {
        String file = START + "extra eA==\nindex 0\n\n" + Vectors.text("cp0");
        LoggedProof proof = LoggedProof.parse(Bytes.utf8(file));
        assertThat(proof.extra()).isEqualTo(Bytes.utf8("x"));
        assertThat(proof.bytes().utf8()).isEqualTo(file);
        assertThat(proof.places(Hash.EMPTY_TREE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v2\nindex 0\n\n",
                START,
                START + "index 0\n",
                START + "index 00\n\n",
                START + "index -1\n\n",
                START + "index\n\n",
                START + "index 0\nextra eA==\n\n",
                START + "extra eA=\nindex 0\n\n",
                START + "extra eA==\nextra eA==\nindex 0\n\n",
                START + "index 0\nAAAA\n\n",
                START + "index 0\n\n\n"
            })
    void any_other_file_is_refused(String start) {
        assertThatExceptionOfType(MalformedLogData.class)
                .isThrownBy(() -> LoggedProof.parse(Bytes.utf8(start + Vectors.text("cp0"))));
    }
}

package dev.tabellion.dialect;

import static dev.tabellion.dialect.Dialect.NOTARY_V1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.fixtures.Captured;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CapturedMetadataTest {
    static List<Captured> captured() {
        return Captured.all();
    }

    @Test
    void there_are_as_many_as_were_captured() {
        assertThat(captured()).hasSize(170);
    }

    @ParameterizedTest
    @MethodSource("captured")
    void a_payload_has_the_digest_that_an_independent_implementation_found(Captured captured) {
        Signed<?> signed = captured.read();

        assertThat(captured.file().sha256()).isEqualTo(captured.sha256());
        assertThat(signed.payload().sha256()).isEqualTo(captured.payload());
        assertThat(signed.metadata().version().number()).isEqualTo(captured.version());
        assertThat(signed.raw()).isEqualTo(captured.file());
    }

    /** The two that were forged by hand are not written as Notary writes. */
    static List<Captured> signed() {
        return captured().stream()
                .filter(c -> c.signatures().stream().allMatch(Captured.Verdict::valid))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("signed")
    void the_file_written_again_is_the_file_that_came(Captured captured) {
        Signed<?> signed = captured.read();

        assertThat(NOTARY_V1.fileOf(signed.payload(), signed.signatures()).utf8())
                .isEqualTo(captured.file().utf8());
    }

    @ParameterizedTest
    @MethodSource("captured")
    void what_was_understood_writes_the_same_payload(Captured captured) {
        Signed<?> signed = captured.read();

        String again = NOTARY_V1.payloadOf(signed.metadata()).utf8();

        switch (signed.metadata()) {
            case Snapshot _, Timestamp _ -> assertThat(again).isEqualTo(signed.payload().utf8());
            // a root keeps keys of no role, and a null stays a null only in what came
            case Root _, Targets _ ->
                    assertThat(again.length()).isLessThanOrEqualTo(signed.payload().length() + 2);
        }
    }

    @ParameterizedTest
    @MethodSource("captured")
    void a_key_id_is_the_digest_of_the_canonical_key(Captured captured) {
        if (captured.read().metadata() instanceof Root root) {
            root.roles()
                    .values()
                    .forEach(
                            role ->
                                    role.keys()
                                            .forEach(
                                                    (id, key) ->
                                                            assertThat(NOTARY_V1.keyIdOf(key))
                                                                    .isEqualTo(id)));
        }
    }
}

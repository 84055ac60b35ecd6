package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {
    @Test
    void keys_are_written_and_read_as_recorded() throws MalformedLogData {
        assertThat(TestKey.LOG.key().vkey()).isEqualTo(Vectors.text("log_vkey"));
        assertThat(VerifierKey.parse(Vectors.text("log_vkey"))).isEqualTo(TestKey.LOG.key());
        assertThat(TestKey.WITNESS.key().vkey()).isEqualTo(Vectors.text("wit_vkey"));
        assertThat(VerifierKey.parse(Vectors.text("wit_vkey"))).isEqualTo(TestKey.WITNESS.key());
    }

    @Test
    void a_plus_sign_in_the_base64_parts_nothing() throws MalformedLogData {
        for (int each = 0; each < 1000; each++) {
            var name = new KeyName("log" + each);
            var key = new VerifierKey(name, SignatureType.COSIGNATURE, TestKey.LOG.key().key());
            assertThat(VerifierKey.parse(key.vkey())).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "++",
                "tlog.example.com/tuf",
                "tlog.example.com/tuf+cf54edd5",
                "+cf54edd5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "tlog.example.com/tuf+cf54edd6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "tlog.example.com/tuf+CF54EDD5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "tlog.example.com/tuv+cf54edd5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "tlog.example.com tuf+cf54edd5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "tlog.example.com/tuf+cf54edd5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4 ",
                "tlog.example.com/tuf+cf54edd5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\n",
                "tlog.example.com/tuf+cf54edd5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTE=",
                "tlog.example.com/tuf+cf54edd5+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "tlog.example.com/tuf+cf54edd5+BgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                "tlog.example.com/tuf+cf54edd5+",
                "tlog.example.com/tuf+cf54edd5+AQ==",
                "tlog.example.com/tuf+cf54edd5+AQIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void any_other_spelling_type_or_key_is_refused(String vkey) {
        assertThatExceptionOfType(MalformedLogData.class).isThrownBy(() -> VerifierKey.parse(vkey));
    }

    @Test
    void a_key_of_the_jdk_becomes_one_of_ours_if_it_is_ed25519() throws NoSuchAlgorithmException {
        var made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        byte[] encoded = made.getEncoded();
        assertThat(Ed25519Key.of(made).bytes())
                .isEqualTo(Bytes.of(encoded).slice(encoded.length - 32, encoded.length));
        var other = KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic();
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519Key.of(other));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ed25519Key(Bytes.of(new byte[31])));
    }
}

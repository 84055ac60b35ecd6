package dev.tabellion.signer.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.tlog.KeyName;
import dev.tabellion.tlog.SignatureType;
import dev.tabellion.tlog.TestKey;
import dev.tabellion.tlog.VerifierKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CosigningKeyTest {
    private static final KeyName NAME = new KeyName("witness.example.com/w9");

    @TempDir Path folder;

    @Test
    void it_is_made_once_and_for_its_owner_alone() throws Exception {
        VerifierKey made = CosigningKey.in(file(), NAME).key();
        assertThat(made.name()).isEqualTo(NAME);
        assertThat(made.type()).isEqualTo(SignatureType.COSIGNATURE);
        assertThat(VerifierKey.parse(made.vkey())).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(CosigningKey.in(file(), null).key()).isEqualTo(made);
        assertThat(CosigningKey.in(file(), NAME).key()).isEqualTo(made);
    }

    @Test
    void it_keeps_its_name() throws Exception {
        assertThatThrownBy(() -> CosigningKey.in(file(), null))
                .isInstanceOf(CosigningKeyUnusable.class)
                .hasMessageContaining("--name");
        CosigningKey.in(file(), NAME);
        assertThatThrownBy(() -> CosigningKey.in(file(), new KeyName("another")))
                .isInstanceOf(CosigningKeyUnusable.class)
                .hasMessageContaining("keeps its name");
    }

    @Test
    void a_damaged_or_mixed_file_is_refused_and_no_secret_told() throws Exception {
        CosigningKey.in(file(), NAME);
        String sound = Files.readString(file());
        String secret = sound.lines().skip(2).findFirst().orElseThrow();
        String ownKey = sound.lines().findFirst().orElseThrow();
        for (String damaged :
                List.of(
                        "",
                        sound.substring(0, sound.length() - 5),
                        sound.replace(secret, secret.substring(8)),
                        sound.replace(ownKey, TestKey.WITNESS.key().vkey()),
                        sound.replace(ownKey, TestKey.LOG.key().vkey()),
                        sound.replace(ownKey, "no key"))) {
            Files.writeString(file(), damaged);
            assertThatThrownBy(() -> CosigningKey.in(file(), null))
                    .isInstanceOf(CosigningKeyUnusable.class)
                    .hasMessageNotContaining(secret.substring(24));
        }
    }

    private Path file() {
        return folder.resolve("cosigning-key");
    }
}

package dev.tabellion.server.signer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the key-encryption key comes from; without either, from a file under the data directory,
 * made on the first start.
 *
 * @param kek the key itself, 32 bytes in base64 or hex: for {@code TABELLION_KEK} in the
 *     environment, not for files
 * @param kekFile a file that holds it, bare or wrapped by the token
 * @param previousKekFile the one before, while keys are being encrypted anew
 */
@ConfigurationProperties("tabellion")
public record SignerSettings(
        @Nullable String kek, @Nullable Path kekFile, @Nullable Path previousKekFile) {

    @Override
    public String toString() {
        return "SignerSettings[" + kekFile + "]";
    }
}

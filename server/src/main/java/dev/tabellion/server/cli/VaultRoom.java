package dev.tabellion.server.cli;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.server.data.VisitedDataConfiguration;
import dev.tabellion.server.postgres.VisitedPostgresConfiguration;
import dev.tabellion.server.signer.KeyEncryptionSource;
import dev.tabellion.server.signer.VaultConfiguration;
import dev.tabellion.signer.vault.pkcs11.Token;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A signer's vaults and what opens them, without its journal. May be entered beside a running
 * signer, and then prepares, starts and stops nothing that is the signer's.
 */
record VaultRoom(
        KeyEncryptionSource keyEncryption, DataSource signerDataSource, @Nullable Token token) {
    private static final Class<?>[] FURNITURE = {
        VisitedDataConfiguration.class, VisitedPostgresConfiguration.class, VaultConfiguration.class
    };

    /** Answers the exit code. */
    static int hold(SpringArguments arguments, Consumer<VaultRoom> ceremony) {
        return Ceremony.hold(
                arguments.with("spring.profiles.include", VisitedDataConfiguration.VISIT),
                FURNITURE,
                room -> {
                    ceremony.accept(
                            new VaultRoom(
                                    room.getBean(KeyEncryptionSource.class),
                                    room.getBean(HikariDataSource.class),
                                    room.getBeanProvider(Token.class).getIfAvailable()));
                    return 0;
                });
    }
}

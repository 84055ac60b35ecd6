package dev.tabellion.server.cli;

import dev.tabellion.server.data.KeptDataConfiguration;
import dev.tabellion.server.postgres.PostgresConfiguration;
import dev.tabellion.server.signer.SignerConfiguration;
import dev.tabellion.signer.Ceremonies;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.vault.Keyring;
import java.util.function.ToIntFunction;

/**
 * A signer's keys and journal without its door, for as long as a ceremony takes. Never beside a
 * signer that has them: there is one writer of a journal.
 */
record SignerRoom(Keyring keyring, Book book, Ceremonies ceremonies) {
    private static final Class<?>[] FURNITURE = {
        KeptDataConfiguration.class, PostgresConfiguration.class, SignerConfiguration.class
    };

    /** Answers the exit code. */
    static int hold(StoreOptions store, ToIntFunction<SignerRoom> ceremony) {
        return Ceremony.hold(
                store.arguments().with("spring.profiles.include", KeptDataConfiguration.KEPT),
                FURNITURE,
                room ->
                        ceremony.applyAsInt(
                                new SignerRoom(
                                        room.getBean(Keyring.class),
                                        room.getBean(Book.class),
                                        room.getBean(Ceremonies.class))));
    }
}

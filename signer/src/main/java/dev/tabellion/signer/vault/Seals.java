package dev.tabellion.signer.vault;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.vault.SealedKeys.Check;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key-encryption keys that this process holds, each recognised as one of the database's: the
 * one in use, and while re-encryption is under way another beside it. Never one that the database
 * does not know, nor one that was retired.
 */
final class Seals {
    private static final int SALT_BYTES = 32;
    private static final int FIRST = 1;

    private final List<Seal> held;

    private Seals(List<Seal> held) {
        this.held = List.copyOf(held);
    }

    /** One key-encryption key by its number. */
    record Seal(int number, EncryptedPkcs8 encryption) {}

    /**
     * @param previous held besides, if it was not retired meanwhile
     * @throws WrongKeyEncryptionKey if the database knows others
     */
    static Seals of(
            SealedKeys table, KeyEncryptionKey current, @Nullable KeyEncryptionKey previous) {
        if (table.checks().isEmpty()) {
            table.addCheck(fresh(FIRST, current));
        }
        List<Check> checks = table.checks();
        List<Seal> held = new ArrayList<>();
        Check own = recognise(checks, current);
        held.add(seal(own, current));
        if (previous != null) {
            Check other = known(checks, previous);
            if (!other.retired() && other.number() != own.number()) {
                held.add(seal(other, previous));
            }
        }
        return new Seals(held);
    }

    /**
     * @throws WrongKeyEncryptionKey if it is none of these, or was retired
     */
    static Check recognise(List<Check> checks, KeyEncryptionKey kek) {
        Check own = known(checks, kek);
        if (own.retired()) {
            throw WrongKeyEncryptionKey.retired(own.number());
        }
        return own;
    }

    static Seals only(Seal seal) {
        return new Seals(List.of(seal));
    }

    static Seal seal(Check check, KeyEncryptionKey kek) {
        return new Seal(check.number(), new EncryptedPkcs8(kek));
    }

    private static Check known(List<Check> checks, KeyEncryptionKey kek) {
        Check check = find(checks, kek);
        if (check == null) {
            throw WrongKeyEncryptionKey.unknown();
        }
        return check;
    }

    static @Nullable Check find(List<Check> checks, KeyEncryptionKey kek) {
        for (Check check : checks) {
            byte[] code = kek.codeFor(check.salt().toArray());
            if (MessageDigest.isEqual(code, check.code().toArray())) {
                return check;
            }
        }
        return null;
    }

    static Check fresh(int number, KeyEncryptionKey kek) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new Check(number, Bytes.of(salt), Bytes.of(kek.codeFor(salt)), false);
    }

    /**
     * What a new key is sealed under: the current one, and the previous one until it is dropped,
     * which happens while this process runs.
     */
    List<Seal> inUse(SealedKeys table) {
        if (held.size() == 1) {
            return held; // if that one was retired meanwhile, the database refuses
        }
        int current = held.getFirst().number();
        List<Integer> retired =
                table.checks().stream().filter(Check::retired).map(Check::number).toList();
        return held.stream()
                .filter(seal -> seal.number() == current || !retired.contains(seal.number()))
                .toList();
    }

    @Nullable EncryptedPkcs8 numbered(int number) {
        for (Seal seal : held) {
            if (seal.number() == number) {
                return seal.encryption();
            }
        }
        return null;
    }
}

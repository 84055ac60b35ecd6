package dev.tabellion.signer.vault;

import dev.tabellion.signer.vault.SealedKeys.Check;
import dev.tabellion.signer.vault.SealedKeys.Sealed;
import java.security.PrivateKey;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Encrypts all software keys anew, under another key-encryption key, while signers run. Until the
 * old one is dropped every key is there under both; a run that ends half-way is gone on with by the
 * next. Never leaves a key without a sealing that was seen to open.
 */
public final class Reencryption {
    private static final int AT_A_TIME = 200;

    private final SealedKeys table;
    private final Seals.Seal old;
    private final Seals.Seal next;

    private Reencryption(SealedKeys table, Seals.Seal old, Seals.Seal next) {
        this.table = table;
        this.old = old;
        this.next = next;
    }

    /**
     * Checks both keys, and registers the new one; nothing else is done yet.
     *
     * @throws WrongKeyEncryptionKey if {@code current} is not in use, or {@code next} cannot come
     *     after it
     */
    public static Reencryption between(
            DataSource signerDataSource, KeyEncryptionKey current, KeyEncryptionKey next) {
        SealedKeys table = new SealedKeys(signerDataSource);
        Check old = Seals.recognise(table.checks(), current);
        if (Seals.find(table.checks(), next) == null) {
            table.addCheck(Seals.fresh(numberAfter(table.checks(), old), next));
        }
        Check fresh = Seals.recognise(table.checks(), next);
        if (fresh.number() == old.number()) {
            throw WrongKeyEncryptionKey.same();
        }
        return new Reencryption(table, Seals.seal(old, current), Seals.seal(fresh, next));
    }

    private static int numberAfter(List<Check> checks, Check old) {
        for (Check each : checks) {
            if (each.number() != old.number() && !each.retired()) {
                throw WrongKeyEncryptionKey.underWay(each.number());
            }
        }
        return checks.getLast().number() + 1;
    }

    /** What is told of a finished step. */
    public record Outcome(int oldNumber, int newNumber, long keys) {}

    /**
     * Encrypts what is not yet encrypted under the new key; the old sealings stay, so that every
     * signer goes on, whichever of the two keys it has.
     *
     * @param progress told how many are done
     */
    public Outcome sealAll(LongConsumer progress) {
        long done = 0;
        List<VaultKey> keys = table.withoutSealingUnder(next.number(), AT_A_TIME);
        while (!keys.isEmpty()) {
            for (VaultKey key : keys) {
                seal(key);
            }
            done += keys.size();
            progress.accept(done);
            keys = table.withoutSealingUnder(next.number(), AT_A_TIME);
        }
        return new Outcome(old.number(), next.number(), done);
    }

    private void seal(VaultKey key) {
        PrivateKey opened = SoftwareVault.unseal(key, Seals.only(old), table.of(key.material()));
        // A crash after this line costs nothing: what is sealed is not asked for again.
        table.add(key.material(), new Sealed(next.number(), next.encryption().encrypt(opened)));
    }

    /**
     * Ends the use of the old key: seals what came meanwhile, opens every key with the new one, and
     * only then drops the old sealings. Signers that have only the old key make and find no keys
     * from now on; backups made before still open with it.
     */
    public Outcome dropOld(LongConsumer progress) {
        sealAll(progress);
        for (VaultKey key : table.registered()) {
            SoftwareVault.unseal(key, Seals.only(next), table.of(key.material()));
        }
        // The database refuses if a key would be left without a sealing in use.
        return new Outcome(old.number(), next.number(), table.retire(old.number()));
    }

    /** Goes back to the old key alone: for a new one that was lost, or given by mistake. */
    public Outcome dropNew() {
        return new Outcome(old.number(), next.number(), table.retire(next.number()));
    }
}

package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells entries that this signer wrote from those that somebody else put into its database: an HMAC
 * of the entry's hash, under a key in a file beside the head. Never shows that key, and makes a new
 * one only when told to. Safe for concurrent use.
 */
final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    /** Whatever else is ever computed under this key, it is no seal. */
    private static final Bytes PURPOSE = Bytes.utf8("tabellion signer journal entry 1\n");

    private final WholeFile file;
    private volatile @Nullable SecretKeySpec key;

    private Seal(WholeFile file) {
        this.file = file;
    }

    /** Its key is in {@code signer-head.key} where the head is in {@code signer-head}. */
    static Seal beside(HeadFile head) {
        Path path = head.path();
        return new Seal(new WholeFile(path.resolveSibling(path.getFileName() + ".key")));
    }

    Path path() {
        return file.path();
    }

    /**
     * Whether there is a key.
     *
     * @throws IOException if there is something else in its place
     */
    boolean find() throws IOException {
        Bytes content = file.read();
        key = content == null ? null : read(content.utf8().strip());
        return content != null;
    }

    private SecretKeySpec read(String hex) throws IOException {
        try {
            byte[] raw = HexFormat.of().parseHex(hex);
            if (raw.length == KEY_BYTES) {
                return new SecretKeySpec(raw, ALGORITHM);
            }
        } catch (IllegalArgumentException e) {
            // what is there is not told: it may be half of a key
        }
        throw new IOException(path() + " does not read as the key of a journal's seals");
    }

    /** Makes a key, in place of whatever is there; durable when it returns. */
    void begin() throws IOException {
        byte[] raw = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(raw);
        file.replace(Bytes.utf8(HexFormat.of().formatHex(raw) + "\n"));
        key = new SecretKeySpec(raw, ALGORITHM);
    }

    /**
     * The seal that the entry has to bear.
     *
     * @throws IllegalStateException without a key
     */
    Bytes of(JournalEntry entry) {
        SecretKeySpec known = key;
        if (known == null) {
            throw new IllegalStateException("the key of the journal's seals is not known");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(known);
            mac.update(PURPOSE.buffer());
            return Bytes.of(mac.doFinal(entry.json().sha256().bytes().toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing the journal's entry " + entry.seq(), e);
        }
    }

    /** Whether the entry, by its bytes and not by the hash beside them, bears its seal. */
    boolean isOn(JournalEntry entry, @Nullable Bytes sealed) {
        return key != null
                && sealed != null
                && MessageDigest.isEqual(of(entry).toArray(), sealed.toArray());
    }
}

package dev.tabellion.signer.notary;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Signature;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.SignatureCheck;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/**
 * Takes a Notary's keys into this signer, each for the one place it had there, under the id it had
 * there. At the signer only: nothing that its door offers.
 */
public final class KeyCeremony {
    private static final SignatureCheck CHECK = new JdkSignatureCheck();
    private static final Bytes PROBE = Bytes.utf8("tabellion: do these two halves belong together");

    private final Keyring keyring;

    public KeyCeremony(Keyring keyring) {
        this.keyring = keyring;
    }

    /** What keeps the key out, null if nothing does. Changes nothing. */
    public @Nullable KeyFault faultOf(NotaryKey key, @Nullable String passphrase) {
        if (passphrase == null) {
            return KeyFault.NO_PASSPHRASE;
        }
        if (!Dialect.NOTARY_V1.keyIdOf(key.publicKey()).equals(key.id())) {
            return KeyFault.OTHER_ID;
        }
        KeyPlace place = keyring.placeOf(key.publicKey());
        if (place != null && !place.equals(key.place())) {
            return KeyFault.BOUND_ELSEWHERE;
        }
        try {
            return belongTogether(key, SealedKey.open(key, passphrase))
                    ? null
                    : KeyFault.HALVES_DIFFER;
        } catch (SealedKey.WrongPassphrase e) {
            return KeyFault.WRONG_PASSPHRASE;
        } catch (GeneralSecurityException e) {
            return KeyFault.NOT_A_KEY;
        }
    }

    public boolean isHere(NotaryKey key) {
        return key.place().equals(keyring.placeOf(key.publicKey()));
    }

    boolean isOf(Gun gun, KeyId id) {
        KeyPlace place = keyring.placeOf(id);
        return place != null && place.gun().equals(gun) && place.life() == NotaryKey.LIFE;
    }

    /**
     * Takes in a key without fault, durably; one that is here already stays as it is.
     *
     * @throws IllegalArgumentException if there is a fault after all
     */
    void takeIn(NotaryKey key, String passphrase) {
        if (isHere(key)) {
            return;
        }
        try {
            keyring.takeIn(key.place(), key.publicKey(), SealedKey.open(key, passphrase));
        } catch (SealedKey.WrongPassphrase | GeneralSecurityException e) {
            throw new IllegalArgumentException("opening the key " + key.id(), e);
        }
    }

    private static boolean belongTogether(NotaryKey key, PrivateKey privateKey)
            throws GeneralSecurityException {
        boolean edwards = key.publicKey().type().equals("ed25519");
        java.security.Signature signing =
                java.security.Signature.getInstance(
                        edwards ? "Ed25519" : "SHA256withECDSAinP1363Format");
        signing.initSign(privateKey);
        signing.update(PROBE.buffer());
        String method = edwards ? "eddsa" : "ecdsa";
        Signature signature = new Signature(key.id(), method, Bytes.of(signing.sign()));
        return CHECK.verifies(key.publicKey(), signature, PROBE);
    }
}

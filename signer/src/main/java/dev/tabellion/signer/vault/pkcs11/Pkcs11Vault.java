package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.vault.KeyKind;
import dev.tabellion.signer.vault.KeyVault;
import dev.tabellion.signer.vault.UnsupportedKeyKind;
import dev.tabellion.signer.vault.VaultKey;
import dev.tabellion.signer.vault.VaultName;
import dev.tabellion.tuf.PublicKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Keys made and used in a PKCS#11 token, where this process cannot read them. Each is found again
 * by the digest of its public half. Whoever owns this process can have it sign for as long as that
 * lasts, and takes no key along.
 */
public final class Pkcs11Vault implements KeyVault {
    /** Looked for in one call, which a token has to end within its patience. */
    private static final int AT_ONCE = 16;

    private final Token token;
    private final KeyFlags flags;

    public Pkcs11Vault(Token token) {
        this.token = token;
        this.flags = new KeyFlags(token.library());
    }

    @Override
    public VaultName name() {
        return VaultName.TOKEN;
    }

    /** Elliptic curve P-256 and RSA; not Ed25519, which the JDK's provider does not know. */
    public static boolean makes(KeyKind kind) {
        return kind != KeyKind.ED25519;
    }

    @Override
    public PublicKey generate(KeyKind kind) {
        if (!makes(kind)) {
            throw new UnsupportedKeyKind(
                    name(), kind, "the JDK's PKCS#11 provider does not know Ed25519; take ECDSA");
        }
        return token.ask("making a key in the token", login -> login.generate(kind));
    }

    @Override
    public Bytes sign(VaultKey key, Bytes message) {
        return token.ask("signing in the token", login -> login.sign(key, message));
    }

    /** As the token tells them now, not as they were asked for. */
    @Override
    public SortedMap<String, String> attributesOf(VaultKey key) {
        return token.ask(
                "reading a key's attributes",
                login -> flags.of(login.slot(), TokenLogin.aliasOf(key)));
    }

    /** A key, and the certificate by which it is found: without either nothing is signed. */
    @Override
    public Set<VaultKey> lacking(Collection<VaultKey> keys) {
        Set<VaultKey> lacking = new HashSet<>();
        List<VaultKey> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<VaultKey> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            lacking.addAll(token.ask("looking for keys", login -> lacking(login.slot(), some)));
        }
        return lacking;
    }

    /** One that was pulled out may go on answering, and show nothing. */
    @Override
    public void makeSure() {
        token.enterAnew();
    }

    private Set<VaultKey> lacking(long slot, List<VaultKey> keys) throws TokenTrouble {
        Set<VaultKey> lacking = new HashSet<>();
        try (TokenSession session = TokenSession.toRead(token.library(), slot)) {
            for (VaultKey key : keys) {
                String alias = TokenLogin.aliasOf(key);
                if (!session.has(Template.PRIVATE_KEY, alias)
                        || !session.has(Template.CERTIFICATE, alias)) {
                    lacking.add(key);
                }
            }
            session.requireLogin(); // after it: one that ended meanwhile hid them, too
        }
        return lacking;
    }
}

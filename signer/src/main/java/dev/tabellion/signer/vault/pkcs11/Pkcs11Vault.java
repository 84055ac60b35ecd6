package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.vault.KeyKind;
import dev.tabellion.signer.vault.KeyVault;
import dev.tabellion.signer.vault.UnsupportedKeyKind;
import dev.tabellion.signer.vault.VaultKey;
import dev.tabellion.signer.vault.VaultName;
import dev.tabellion.tuf.PublicKey;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Keys made and used in a PKCS#11 token, where this process cannot read them. Each is found again
 * by the digest of its public half. Whoever owns this process can have it sign for as long as that
 * lasts, and takes no key along.
 */
public final class Pkcs11Vault implements KeyVault {
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

    @Override
    public Shown show() {
        Set<String> shown = token.askAtLength("listing the keys in the token", this::whole);
        return keys ->
                keys.stream()
                        .filter(key -> !shown.contains(TokenLogin.aliasOf(key)))
                        .collect(Collectors.toSet());
    }

    /** Some show what is in them now only to who has started their library anew. */
    @Override
    public Shown showAnew() {
        token.enterAnew();
        return show();
    }

    /** By which names there is a key and the certificate that it is found by: both are needed. */
    private Set<String> whole(TokenLogin login) throws TokenTrouble {
        try (TokenSession session = TokenSession.toRead(token.library(), login.slot())) {
            Set<String> keys = session.names(Template.PRIVATE_KEY);
            keys.retainAll(session.names(Template.CERTIFICATE));
            session.requireLogin(); // after it: one that ended meanwhile hid them, too
            return keys;
        }
    }
}

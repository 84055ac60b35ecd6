package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;

/**
 * A public key with the name and the type by which notes refer to it (C2SP signed-note, "Verifier
 * keys"). Whether to trust it, it never says.
 */
public record VerifierKey(KeyName name, SignatureType type, Ed25519Key key) {
    private static final int PARTS = 3;

    /**
     * @param vkey {@code <name>+<hash in hex>+<base64 of type and key>}
     * @throws MalformedLogData if it is none, or of a type that is not understood here
     */
    public static VerifierKey parse(String vkey) throws MalformedLogData {
        // base64 may have plus signs of its own
        String[] parts = vkey.split("\\+", PARTS);
        if (parts.length != PARTS) {
            throw new MalformedLogData("a vkey has a name, a hash and a key");
        }
        KeyName name = KeyName.parse(parts[0]);
        VerifierKey key = material(name, StrictText.base64(parts[2], "a vkey's key"));
        if (!key.vkey().equals(vkey)) {
            throw new MalformedLogData("a vkey's hash is not that of its name and key");
        }
        return key;
    }

    private static VerifierKey material(KeyName name, Bytes typed) throws MalformedLogData {
        SignatureType type = typed.length() == 0 ? null : SignatureType.of(typed.at(0));
        if (type == null) {
            throw new MalformedLogData("a vkey's type is neither Ed25519 nor its cosignature");
        }
        Ed25519Key key = Ed25519Key.ifPoint(typed.slice(1, typed.length()));
        if (key == null) {
            throw new MalformedLogData("a vkey's key is not one of Ed25519");
        }
        return new VerifierKey(name, type, key);
    }

    public KeyHash hash() {
        Bytes named = new BytesBuilder().append(name.text()).append('\n').append(typed()).build();
        return new KeyHash(named.sha256().bytes().slice(0, KeyHash.LENGTH));
    }

    public String vkey() {
        return name + "+" + hash() + "+" + typed().base64();
    }

    private Bytes typed() {
        return new BytesBuilder().append(type.code()).append(key.bytes()).build();
    }

    @Override
    public String toString() {
        return vkey();
    }
}

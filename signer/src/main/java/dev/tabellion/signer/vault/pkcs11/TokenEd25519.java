package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One Ed25519 key in a token, known by its label, made there and used there. By calls of our own,
 * since the JDK's provider knows no Ed25519; only the login is the provider's. Signatures are as
 * the token made them: whoever gives them away checks them first.
 */
public final class TokenEd25519 implements AutoCloseable {
    /** CKM_EC_EDWARDS_KEY_PAIR_GEN, CKM_EDDSA and CKK_EC_EDWARDS of PKCS#11 3.0. */
    private static final long KEY_PAIR_GEN = 0x1055;

    private static final long EDDSA = 0x1057;
    private static final long EDWARDS = 0x40;

    /** The DER of id-Ed25519, 1.3.101.112 (RFC 8410). */
    private static final byte[] CURVE = {6, 3, 0x2b, 0x65, 0x70};

    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    /** Room for a key however it is wrapped. */
    private static final int POINT_BYTES = 64;

    private final Token token;
    private final String label;

    private TokenEd25519(Token token, String label) {
        this.token = token;
        this.label = label;
    }

    /**
     * Logs in, or goes on without: the token may come later.
     *
     * @param label what the key is called in the token
     * @throws IllegalArgumentException if the library or the PIN is wrong
     */
    public static TokenEd25519 open(TokenSettings settings, String label) {
        return new TokenEd25519(Token.open(settings), label);
    }

    public String label() {
        return label;
    }

    /**
     * The public half, as the 32 bytes of RFC 8032; null if the token has no such key.
     *
     * @throws SignerUnavailable if the token does not answer, or has more than one
     */
    public @Nullable Bytes find() {
        return token.ask(
                        "looking for the key '" + label + "' in the token",
                        login -> Optional.ofNullable(found(login)))
                .orElse(null);
    }

    /**
     * Makes it: sensitive, not to be extracted. Only where there is none.
     *
     * @throws SignerUnavailable if the token does not answer, or makes no such keys
     */
    public Bytes make() {
        return token.ask("making the key '" + label + "' in the token", this::made);
    }

    /**
     * @throws SignerUnavailable if the token does not answer, or has not this one key
     */
    public Bytes sign(Bytes message) {
        return token.ask(
                "signing with the key '" + label + "' in the token",
                login -> {
                    try (TokenSession session = toRead(login)) {
                        long key = the(session, Template.PRIVATE_KEY);
                        return session.sign(EDDSA, key, message, SIGNATURE_BYTES);
                    }
                });
    }

    /** What the token says of the private half, as it says it now. */
    public SortedMap<String, String> attributes() {
        return token.ask(
                "reading the attributes of the key '" + label + "'",
                login -> {
                    try (TokenSession session = toRead(login)) {
                        return KeyFlags.of(session, the(session, Template.PRIVATE_KEY));
                    }
                });
    }

    private @Nullable Bytes found(TokenLogin login) throws TokenTrouble {
        try (TokenSession session = toRead(login)) {
            return isMissing(session) ? null : publicHalf(session);
        }
    }

    /** Never so because it cannot be seen: a second one would be made. */
    private boolean isMissing(TokenSession session) throws TokenTrouble {
        if (session.find(labelled(session, Template.PRIVATE_KEY), 1).length > 0) {
            return false;
        }
        session.requireLogin();
        return true;
    }

    private Bytes made(TokenLogin login) throws TokenTrouble {
        try (TokenSession session = TokenSession.toWrite(token.library(), login.slot())) {
            // asked again after a login that was lost, it may have been made the first time
            if (isMissing(session)) {
                byte[] id = label.getBytes(StandardCharsets.UTF_8);
                session.generate(
                        KEY_PAIR_GEN,
                        labelled(session, Template.PUBLIC_KEY)
                                .with(Template.ID, id)
                                .with(Template.EC_PARAMS, CURVE)
                                .with(Template.TOKEN, true)
                                .with(Template.VERIFY, true),
                        labelled(session, Template.PRIVATE_KEY)
                                .with(Template.ID, id)
                                .with(Template.TOKEN, true)
                                .with(Template.PRIVATE, true)
                                .with(Template.SENSITIVE, true)
                                .with(Template.EXTRACTABLE, false)
                                .with(Template.SIGN, true));
            }
            return publicHalf(session);
        }
    }

    private Bytes publicHalf(TokenSession session) throws TokenTrouble {
        long half = the(session, Template.PUBLIC_KEY);
        return unwrapped(session.read(half, Template.EC_POINT, POINT_BYTES));
    }

    /**
     * PKCS#11 3.0 has the key in a DER OCTET STRING; some give it bare, or as a BIT STRING, which
     * is how 2.40 was read.
     */
    private static Bytes unwrapped(Bytes point) throws TokenTrouble {
        int wrapping = point.length() - KEY_BYTES;
        String before = wrapping < 0 ? "short" : point.slice(0, wrapping).hex();
        return switch (before) {
            case "", "0420", "032100" -> point.slice(wrapping, point.length());
            default -> throw new TokenTrouble("no Ed25519 key: " + point.length() + " bytes");
        };
    }

    private long the(TokenSession session, long kind) throws TokenTrouble {
        long[] objects = session.find(labelled(session, kind), 2);
        if (objects.length == 1) {
            return objects[0];
        }
        throw new TokenTrouble(
                (objects.length == 0 ? "the token has no " : "the token has more than one ")
                        + (kind == Template.PRIVATE_KEY ? "private" : "public")
                        + " Ed25519 key '"
                        + label
                        + "'");
    }

    private Template labelled(TokenSession session, long kind) {
        return session.template()
                .with(Template.CLASS, kind)
                .with(Template.KEY_TYPE, EDWARDS)
                .with(Template.LABEL, label.getBytes(StandardCharsets.UTF_8));
    }

    private TokenSession toRead(TokenLogin login) throws TokenTrouble {
        return TokenSession.toRead(token.library(), login.slot());
    }

    @Override
    public void close() {
        token.close();
    }
}

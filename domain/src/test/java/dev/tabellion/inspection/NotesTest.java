package dev.tabellion.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.tlog.Checkpoint;
import dev.tabellion.tlog.Cosignature;
import dev.tabellion.tlog.Ed25519Key;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.KeyName;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.PosixTime;
import dev.tabellion.tlog.SignatureType;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tlog.WitnessPolicy;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checkpoints judged by keys and a policy that came from elsewhere. */
class NotesTest {
    private static final Origin LOG = new Origin("log.example.org/2026");
    private static final TreeSize ONE = new TreeSize(1);

    private final Signing log = new Signing(LOG.text(), SignatureType.ED25519);
    private final Signing witness = new Signing("witness.example.org", SignatureType.COSIGNATURE);
    private final List<Finding> findings = new ArrayList<>();

    /** A key with which to sign. */
    private record Signing(VerifierKey key, KeyPair pair) {
        Signing(String name, SignatureType type) {
            this(name, type, pair(name));
        }

        private Signing(String name, SignatureType type, KeyPair pair) {
            this(new VerifierKey(new KeyName(name), type, Ed25519Key.of(pair.getPublic())), pair);
        }

        private static KeyPair pair(String name) {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(name, e);
            }
        }

        NoteSignature sign(Bytes message) {
            return NoteSignature.by(key, raw(message));
        }

        NoteSignature cosign(Bytes text) {
            var time = new PosixTime(1_700_000_000);
            return NoteSignature.by(
                    key, new Cosignature(time, raw(Cosignature.message(time, text))).value());
        }

        private Bytes raw(Bytes message) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(message.toArray());
                return Bytes.of(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private SignedCheckpoint checkpoint() {
        var text = new Checkpoint(LOG, new TreeHead(new TreeSize(1), Hash.ofLeaf(Bytes.utf8("a"))));
        return SignedCheckpoint.of(text, log.sign(text.text()));
    }

    private Notes notes() {
        return new Notes(LOG, List.of(log.key()), null);
    }

    private Notes withPolicy() throws MalformedLogData {
        String policy =
                "log %s\nwitness w %s\nquorum w\n"
                        .formatted(log.key().vkey(), witness.key().vkey());
        return new Notes(LOG, List.of(log.key()), WitnessPolicy.parse(Bytes.utf8(policy)));
    }

    private List<Fault> faults() {
        return findings.stream().map(Finding::fault).toList();
    }

    @Test
    void a_signed_one_is_right() {
        assertThat(notes().judge(checkpoint().bytes(), ONE, findings::add)).isNotNull();
        assertThat(findings).isEmpty();
    }

    @Test
    void one_that_another_key_signed_is_not() {
        var other = new Signing(LOG.text(), SignatureType.ED25519);
        var stranger = new Notes(LOG, List.of(other.key()), null);
        assertThat(stranger.judge(checkpoint().bytes(), ONE, findings::add)).isNull();
        assertThat(faults()).containsExactly(Fault.CHECKPOINT_UNSIGNED);
    }

    @Test
    void one_that_was_changed_is_not() {
        Bytes changed = Bytes.utf8(checkpoint().bytes().utf8().replaceFirst("\n1\n", "\n2\n"));
        assertThat(notes().judge(changed, ONE, findings::add)).isNull();
        assertThat(notes().judge(Bytes.utf8("no note"), ONE, findings::add)).isNull();
        assertThat(faults()).containsExactly(Fault.CHECKPOINT_UNSIGNED, Fault.CHECKPOINT_MALFORMED);
    }

    @Test
    void one_of_another_log_is_not() {
        var others = new Notes(new Origin("other.example.org"), List.of(log.key()), null);
        assertThat(others.judge(checkpoint().bytes(), ONE, findings::add)).isNull();
        assertThat(faults()).containsExactly(Fault.CHECKPOINT_OF_ANOTHER_LOG);
    }

    @Test
    void the_policy_wants_its_witness_and_no_forgery_of_it() throws MalformedLogData {
        SignedCheckpoint plain = checkpoint();
        Bytes text = plain.checkpoint().text();
        SignedCheckpoint seen = plain.with(List.of(witness.cosign(text)));
        assertThat(withPolicy().isWitnessed(plain)).isFalse();
        assertThat(withPolicy().isWitnessed(seen)).isTrue();
        Bytes other = new BytesBuilder().append(text).append('x').build();
        SignedCheckpoint forged = plain.with(List.of(witness.cosign(other)));
        assertThat(withPolicy().judge(forged.bytes(), ONE, findings::add)).isNotNull();
        assertThat(faults()).containsExactly(Fault.COSIGNATURE_FORGED);
    }
}

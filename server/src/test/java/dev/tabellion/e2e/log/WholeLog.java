package dev.tabellion.e2e.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.BundleContent;
import dev.tabellion.tlog.Growth;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A log as a stranger reads it: checkpoint, every tile and every entry, each found to follow from
 * the entries. Fails the test that reads it as soon as something does not.
 */
public record WholeLog(SignedCheckpoint checkpoint, List<Bytes> entries) {
    public static WholeLog read(Wire wire, VerifierKey key) {
        try {
            SignedCheckpoint checkpoint = checkpoint(wire);
            assertThat(checkpoint.judge(key).isVouched()).isTrue();
            TreeSize size = checkpoint.head().size();
            List<Bytes> entries = entries(wire, size);
            assertThat((long) entries.size()).isEqualTo(size.leaves());
            MerkleTree served = new MerkleTree(tile -> bytes(wire, "/log/" + tile.path()), size);
            assertThat(served.root()).isEqualTo(checkpoint.head().root());
            return new WholeLog(checkpoint, entries);
        } catch (MalformedLogData e) {
            throw new AssertionError("the log does not read as one", e);
        }
    }

    public static SignedCheckpoint checkpoint(Wire wire) throws MalformedLogData {
        return SignedCheckpoint.parse(bytes(wire, "/log/checkpoint"));
    }

    private static List<Bytes> entries(Wire wire, TreeSize size) throws MalformedLogData {
        List<Bytes> entries = new ArrayList<>();
        for (Bundle bundle : new Growth(TreeSize.ZERO, size).bundles().toList()) {
            var content = BundleContent.parse(bytes(wire, "/log/" + bundle.path()));
            assertThat(content.tile().bytes())
                    .isEqualTo(bytes(wire, "/log/" + bundle.tile().path()));
            entries.addAll(content.entries());
        }
        return entries;
    }

    /** Where an entry stands; -1 if the log does not have it. */
    public int indexOf(Hash leaf) {
        return entries.stream().map(Hash::ofLeaf).toList().indexOf(leaf);
    }

    private static Bytes bytes(Wire wire, String path) {
        return Bytes.of(wire.get(path).is(200).bytes());
    }
}

package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes leaves and nodes by RFC 6962 2.1: a leaf after a zero byte, a node after a one, so that
 * none passes for the other. Owns its digest and its room: not for several threads.
 */
public final class Hasher {
    private static final int PAIR = 2 * Hash.LENGTH;
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = sha256();

    /** The byte of a node, and room for its two children. */
    private final byte[] node = new byte[1 + PAIR];

    public Hasher() {
        node[0] = NODE;
    }

    public Hash leaf(Bytes entry) {
        sha256.update(LEAF);
        entry.feed(sha256);
        return Hash.owning(sha256.digest());
    }

    public Hash node(Hash left, Hash right) {
        left.copyTo(node, 1);
        right.copyTo(node, 1 + Hash.LENGTH);
        sha256.update(node);
        return Hash.owning(sha256.digest());
    }

    /** Joins the two hashes that begin at {@code from} and writes their node to {@code to}. */
    void join(byte[] hashes, int from, int to) {
        System.arraycopy(hashes, from, node, 1, PAIR);
        sha256.update(node);
        try {
            sha256.digest(hashes, to, Hash.LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("no room for the node at " + to, e);
        }
    }

    /**
     * The root over the first {@code count} hashes, a power of two. What {@code hashes} held is
     * lost.
     */
    Hash fold(byte[] hashes, int count) {
        for (int left = count; left > 1; left /= 2) {
            for (int pair = 0; pair < left / 2; pair++) {
                join(hashes, pair * PAIR, pair * Hash.LENGTH);
            }
        }
        return Hash.at(hashes, 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}

package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** RFC 6962 2.1 as it is written, recursion and all, sharing no line with what it judges. */
record TextbookTree(List<Bytes> entries) {

    static TextbookTree numbered(int size) {
        List<Bytes> entries = new ArrayList<>();
        for (int each = 0; each < size; each++) {
            entries.add(Bytes.utf8("entry " + each));
        }
        return new TextbookTree(entries);
    }

    TextbookTree first(int size) {
        return new TextbookTree(entries.subList(0, size));
    }

    private TextbookTree from(int start) {
        return new TextbookTree(entries.subList(start, entries.size()));
    }

    TreeHead head() {
        return new TreeHead(new TreeSize(entries.size()), root());
    }

    /** 2.1. */
    Hash root() {
        return switch (entries.size()) {
            case 0 -> sha256();
            case 1 -> sha256(new byte[] {0}, entries.getFirst().toArray());
            default -> node(first(split()).root(), from(split()).root());
        };
    }

    /** 2.1.1: PATH(m, D[n]). */
    List<Hash> path(int index) {
        if (entries.size() == 1) {
            return List.of();
        }
        int k = split();
        return index < k
                ? plus(first(k).path(index), from(k).root())
                : plus(from(k).path(index - k), first(k).root());
    }

    /** 2.1.2: PROOF(m, D[n]). */
    List<Hash> proof(int older) {
        return subproof(older, true);
    }

    private List<Hash> subproof(int m, boolean isKnown) {
        if (m == entries.size()) {
            return isKnown ? List.of() : List.of(root());
        }
        int k = split();
        return m <= k
                ? plus(first(k).subproof(m, isKnown), from(k).root())
                : plus(from(k).subproof(m - k, false), first(k).root());
    }

    /** The largest power of two below the size. */
    private int split() {
        int k = 1;
        while (k * 2 < entries.size()) {
            k *= 2;
        }
        return k;
    }

    private static List<Hash> plus(List<Hash> path, Hash last) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }

    private static Hash node(Hash left, Hash right) {
        return sha256(new byte[] {1}, left.bytes().toArray(), right.bytes().toArray());
    }

    private static Hash sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return Hash.of(Bytes.of(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

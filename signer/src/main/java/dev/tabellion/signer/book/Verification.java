package dev.tabellion.signer.book;

import dev.tabellion.bytes.Sha256;

/** What came of reading a whole journal and computing everything anew. */
public sealed interface Verification {
    /**
     * @param hash of the last entry; to be compared with what others wrote down
     */
    record Intact(long entries, Sha256 hash) implements Verification {}

    /** The first row that is not as it was written; what comes after it says nothing. */
    record Wrong(long seq, String problem) implements Verification {}
}

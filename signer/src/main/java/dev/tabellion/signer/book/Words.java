package dev.tabellion.signer.book;

/** Puts a discrepancy into words for the operator who has to end it. */
final class Words {
    private Words() {}

    static String of(Discrepancy why) {
        return "the signer's journal is closed: "
                + switch (why) {
                    case Discrepancy.JournalBehindHead(long head, long journal) ->
                            "it ends at entry "
                                    + journal
                                    + ", but went to "
                                    + head
                                    + " when it was last written: its database was put back";
                    case Discrepancy.OtherJournal(long seq, var head, var journal) ->
                            "its entry "
                                    + seq
                                    + " is "
                                    + journal
                                    + ", but was "
                                    + head
                                    + " when it was last written: this is another journal";
                    case Discrepancy.HeadMissing(long journal) ->
                            "it has "
                                    + journal
                                    + " entries, but no signer-head file says how many it had";
                    case Discrepancy.HeadUnreadable(String problem) -> problem;
                    case Discrepancy.SealUnusable(String problem) -> problem;
                    case Discrepancy.NotSealed(long seq) ->
                            "its entry "
                                    + seq
                                    + " does not bear this signer's seal: somebody else wrote it";
                    case Discrepancy.ChainBroken(long seq) ->
                            "its entry " + seq + " does not continue the one before it";
                    case Discrepancy.EntryChanged(long seq, String problem) ->
                            "its entry " + seq + " is not as it was written: " + problem;
                };
    }
}

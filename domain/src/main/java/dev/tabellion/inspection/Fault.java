package dev.tabellion.inspection;

import java.util.Locale;

/** What can be wrong with a record. The names are permanent: programs look for them. */
public enum Fault {
    /** The log has no entry there, or its event's row is gone. */
    ENTRY_MISSING,
    /** The entry is not what was hashed into the tree. */
    ENTRY_DIFFERS,
    /** The tile is not what the entries below it come to, and the checkpoints agree with those. */
    TILE_DIFFERS,
    TILE_MISSING,
    /** Kept as a full one and as one that still grows: which of them is served? */
    TILE_TWICE,
    /** The log's own head in the database is not what its entries come to. */
    HEAD_DIFFERS,
    /** Somebody signed or kept another root for this size. */
    ROOT_DIFFERS,
    /** The log is smaller than somebody has seen it. */
    LOG_SHRANK,
    CHECKPOINT_MALFORMED,
    CHECKPOINT_OF_ANOTHER_LOG,
    CHECKPOINT_UNSIGNED,
    COSIGNATURE_FORGED,
    QUORUM_MISSING,
    LEAF_UNREADABLE,
    LEAF_OF_ANOTHER_LOG,
    PAYLOAD_MISSING,
    PAYLOAD_DIFFERS,
    PAYLOAD_UNREADABLE,
    /** The leaf says other things of the event than the payload. */
    LEAF_CONTRADICTS_PAYLOAD,
    /** A column of the event's row says something else than its leaf. */
    ROW_DIFFERS,
    DOCUMENT_MISSING,
    DOCUMENT_DIFFERS,
    DOCUMENT_UNREADABLE,
    /** The document says something else of itself than the event that published it. */
    DOCUMENT_CONTRADICTS_EVENT,
    /** There is a document that no event put there. */
    DOCUMENT_UNNAMED,
    /** What is served of a collection is not what its events come to. */
    SERVED_DIFFERS,
    /** The row behind a commitment is gone, and no event says that it was to be. */
    ACTOR_MISSING,
    ACTOR_DIFFERS,
    /** An event says that somebody was forgotten, and his row is there. */
    ACTOR_RETURNED,
    /** An event of the stream is missing or there twice. */
    SEQUENCE_BROKEN,
    LIFE_BROKEN,
    KEY_BORN_TWICE,
    /** A key signed before it was born, after it retired, or for another role. */
    KEY_OUT_OF_LIFE,
    /** A key of the server's signed what no event tells of. */
    SIGNATURE_UNLOGGED,
    /** An event tells of a signature which the document does not have. */
    SIGNATURE_MISSING,
    VERSION_NOT_ABOVE,
    VERSION_TWICE,
    PREDECESSOR_DIFFERS,
    /** A row of the event table that is neither in the log nor in its queue. */
    EVENT_UNLOGGED,
    /** In the queue although the log has it. */
    EVENT_QUEUED_AGAIN,
    /** In the queue, and no such event. */
    QUEUED_WITHOUT_EVENT,
    /** A file of evidence that is none, or whose manifest is none. */
    EVIDENCE_MALFORMED,
    /** A member of a file of evidence is not what the manifest says of it, or not in it. */
    MEMBER_DIFFERS,
    MEMBER_MISSING,
    /** Nothing that was proven names it, nor, of the journal, the report. */
    MEMBER_UNNAMED,
    /** The proof does not lead from the entry to the checkpoint. */
    ENTRY_UNPROVEN,
    /** An entry of the signer's journal is none, or not chained with the one before it. */
    JOURNAL_ENTRY_DIFFERS,
    REPORT_UNREADABLE,
    /** The name of a finding does not come from its rule, subject and evidence. */
    REPORT_MISNAMED,
    /** The report names it, and it is not there. */
    EXHIBIT_MISSING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

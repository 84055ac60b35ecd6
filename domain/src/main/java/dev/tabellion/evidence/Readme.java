package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Finding;
import dev.tabellion.tlog.SignedCheckpoint;

/** What a stranger reads first, who has the file and nobody to ask. */
final class Readme {
    private Readme() {}

    static Bytes of(Matter matter, SignedCheckpoint checkpoint) {
        return Bytes.utf8(
                """
            Evidence from the transparency log %s
            About: %s

            What is in this archive (a plain tar, nothing in it is compressed or encrypted):

              report.json, report.md   what the server made of it: an opinion, which nothing here proves
              checkpoint               what the log signed: its size, %s, and the root of its tree
              checkpoints/             other checkpoints that the report names, if any
              entries/N.entry          entry N of the log, byte for byte
              entries/N.payload        the event that it stands for; the entry has its SHA-256
              entries/N.tlog-proof     the proof that it is in the tree (C2SP tlog-proof)
              documents/SHA-256        metadata files that the events name, byte for byte
              manifest.json            the length and SHA-256 of all the others, and what was not kept

            How to check it, without any server:

              tabellion evidence verify FILE --key VKEY

            VKEY is the log's public key. Get it from somebody other than who gave you this file, or
            nothing is proven. The formats are in Tabellion's docs/evidence.md and docs/log-format.md,
            which are enough to write a checker of your own; a single entry is checked with any tool
            for C2SP tlog-proof, documents and manifest with sha256sum.

            What it proves: that the log of that key has these entries, in these places, and that the
            documents are those the entries name. What it does not: that the report is right, that
            there is nothing else in the log, or who somebody was (actors are commitments).
            """
                        .formatted(
                                checkpoint.checkpoint().origin(),
                                Finding.printable(matter.toString()),
                                checkpoint.head().size()));
    }
}

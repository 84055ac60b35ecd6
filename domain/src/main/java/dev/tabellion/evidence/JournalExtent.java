package dev.tabellion.evidence;

/**
 * What of the signer's journal is in a file of evidence, and what the log says of it. The others
 * are the word of whoever had the file last.
 *
 * @param entries how many
 * @param vouched of how many of them the log has the signature
 * @param contradicted of how many the log tells a signature that they do not: some findings are
 *     about just that
 */
public record JournalExtent(long entries, long vouched, long contradicted) {}

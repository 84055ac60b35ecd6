package dev.tabellion.projection.log;

import dev.tabellion.tlog.GrowthVerdict;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why a log publishes no checkpoint. Holds for as long as its cause does: it is looked for again,
 * and never forgotten by a restart.
 */
public sealed interface Stop {
    /** The database has less than was signed: a restored backup, or a standby that lost a tail. */
    record RolledBack(TreeHead signed, TreeHead stored) implements Stop {}

    /** The database has a tree that does not continue the one that was signed. */
    record Forked(TreeHead signed, TreeHead stored) implements Stop {}

    /** The log's own tables contradict each other. */
    record Contradiction(TreeSize size, String what) implements Stop {}

    /** An event that waited for its place in the log is no longer in the record. */
    record EventGone(long globalIndex) implements Stop {}

    /** Somebody saw an edit, and a person has to decide. */
    record Halted(Halt halt) implements Stop {}

    /** This node's key is not the one that signed what is published. */
    record ForeignKey(TreeSize published) implements Stop {}

    /** The signer takes this for no checkpoint of its log. */
    record NotSigned(String problem) implements Stop {}

    static Stop of(GrowthVerdict verdict, TreeHead signed, TreeHead stored) {
        return switch (verdict) {
            case GrowthVerdict.Shrinking _, GrowthVerdict.Elsewhere _ ->
                    new RolledBack(signed, stored);
            case GrowthVerdict.Inconsistent _, GrowthVerdict.Consistent _ ->
                    new Forked(signed, stored);
        };
    }

    /**
     * Whether the log itself is in trouble and not only this node. Who knows of that keeps the
     * place of the appending node occupied, so that none that knows less takes it.
     */
    default boolean isOfTheLog() {
        return switch (this) {
            case RolledBack _, Forked _, Contradiction _, EventGone _ -> true;
            case Halted(Halt halt) -> halt.isOfTheLog();
            case ForeignKey _, NotSigned _ -> false;
        };
    }

    /** In one word, for log lines and figures. */
    default String name() {
        return switch (this) {
            case RolledBack _ -> "rolled-back";
            case Forked _ -> "forked";
            case Contradiction _ -> "contradiction";
            case EventGone _ -> "event-gone";
            case Halted _ -> "halted";
            case ForeignKey _ -> "foreign-key";
            case NotSigned _ -> "not-signed";
        };
    }

    /** The numbers, by name. */
    default SortedMap<String, String> facts() {
        SortedMap<String, String> facts = new TreeMap<>();
        switch (this) {
            case RolledBack(var signed, var stored) -> heads(facts, signed, stored);
            case Forked(var signed, var stored) -> heads(facts, signed, stored);
            case Contradiction(var size, var what) -> {
                facts.put("size", size.toString());
                facts.put("what", what);
            }
            case EventGone(var globalIndex) -> facts.put("globalIndex", Long.toString(globalIndex));
            case Halted(var halt) -> {
                facts.put("since", halt.since().toString());
                facts.put("by", halt.by());
                facts.put("what", halt.what());
            }
            case ForeignKey(var published) -> facts.put("published", published.toString());
            case NotSigned(var problem) -> facts.put("problem", problem);
        }
        return facts;
    }

    private static void heads(SortedMap<String, String> facts, TreeHead signed, TreeHead stored) {
        facts.put("signedSize", signed.size().toString());
        facts.put("signedRoot", signed.root().base64());
        facts.put("storedSize", stored.size().toString());
        facts.put("storedRoot", stored.root().base64());
    }

    /** What a person does now. */
    default String advice() {
        return switch (this) {
            case RolledBack(var signed, _) ->
                    "The database was put back to before size "
                            + signed.size()
                            + ", which the log has signed. Nothing is appended, so nothing is"
                            + " lost: bring the database forward (a newer backup, its write-ahead"
                            + " log, the former primary) and the log goes on by itself.";
            case Forked _ ->
                    "The database holds another history than the one that was signed. Keep it as"
                            + " evidence, find out who wrote to it, and restore the history that"
                            + " was signed; 'tabellion log verify' names the rows.";
            case Contradiction _ ->
                    "The log's tables were changed from outside, or damaged. Restore them from a"
                            + " backup that is not older than the last checkpoint.";
            case EventGone _ ->
                    "Somebody with more rights than this program deleted an event. Restore it from"
                            + " a backup.";
            case Halted _ ->
                    "Look into what was seen. When it is settled, run"
                            + " 'tabellion log resume --reason …' on a node with the log's key; the"
                            + " others hear of it from that one.";
            case ForeignKey _ ->
                    "Copy the folder 'log' of the data directory from the node that signs, or"
                            + " start this one with --log none.";
            case NotSigned _ -> "The origin of the record and the log's folder do not match.";
        };
    }
}

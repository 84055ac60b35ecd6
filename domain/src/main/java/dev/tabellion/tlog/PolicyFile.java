package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a policy line by line (C2SP tlog-policy, "Policy file syntax and structure"). Stricter than
 * it must be: the file is UTF-8, and keys are of the types that can be verified here. Not for
 * several threads.
 */
final class PolicyFile {
    private static final int LONGEST = 256 * 1024;
    private static final int MOST_LINES = 1024;
    private static final String NONE = "none";

    private final List<WitnessPolicy.Log> logs = new ArrayList<>();
    private final List<WitnessPolicy.Witness> witnesses = new ArrayList<>();
    private final Set<Ed25519Key> logKeys = new HashSet<>();
    private final Set<Ed25519Key> witnessKeys = new HashSet<>();
    private final Map<String, Quorum> named = new HashMap<>();
    private final Set<String> members = new HashSet<>();
    private final List<Quorum> quorums = new ArrayList<>();

    private PolicyFile() {}

    static WitnessPolicy parse(Bytes file) throws MalformedLogData {
        var policy = new PolicyFile();
        var lines = new TextLines(StrictText.utf8(file, LONGEST, "\t\n"));
        for (int number = 1; !lines.isAtEnd(); number++) {
            policy.take(number, lines.next("the last item"));
        }
        if (policy.quorums.isEmpty()) {
            throw new MalformedLogData("no quorum line");
        }
        return new WitnessPolicy(policy.logs, policy.witnesses, policy.quorums.getFirst());
    }

    private void take(int number, String line) throws MalformedLogData {
        if (number > MOST_LINES) {
            throw new MalformedLogData("more than " + MOST_LINES + " lines");
        }
        List<String> items = PolicyLine.items(line);
        if (items.isEmpty()) {
            return;
        }
        try {
            take(new PolicyLine(items));
        } catch (MalformedLogData e) {
            throw new MalformedLogData("line " + number + ": " + e.problem());
        }
    }

    private void take(PolicyLine line) throws MalformedLogData {
        switch (line.keyword()) {
            case "log" -> takeLog(line);
            case "witness" -> takeWitness(line);
            case "group" -> takeGroup(line);
            case "quorum" -> takeQuorum(line);
            default -> throw new MalformedLogData("neither log, witness, group nor quorum");
        }
    }

    private void takeLog(PolicyLine line) throws MalformedLogData {
        line.refuseUnless(2, 3);
        VerifierKey key = line.key(1, SignatureType.ED25519);
        refuseUnless(logKeys.add(key.key()), "a log's key for the second time");
        logs.add(new WitnessPolicy.Log(key, line.url(2)));
    }

    private void takeWitness(PolicyLine line) throws MalformedLogData {
        line.refuseUnless(3, 4);
        VerifierKey key = line.key(2, SignatureType.COSIGNATURE);
        refuseUnless(witnessKeys.add(key.key()), "a witness's key for the second time");
        define(line.at(1), new Quorum.Cosigned(key));
        witnesses.add(new WitnessPolicy.Witness(line.at(1), key, line.url(3)));
    }

    private void takeGroup(PolicyLine line) throws MalformedLogData {
        line.refuseUnless(4, Integer.MAX_VALUE);
        List<Quorum> group = new ArrayList<>();
        for (String name : line.from(3)) {
            group.add(defined(name, "a member"));
            refuseUnless(members.add(name), "a member for the second time");
        }
        define(line.at(1), new Quorum.Group(line.threshold(2, group.size()), group));
    }

    private void takeQuorum(PolicyLine line) throws MalformedLogData {
        line.refuseUnless(2, 2);
        refuseUnless(quorums.isEmpty(), "a second quorum");
        String name = line.at(1);
        quorums.add(name.equals(NONE) ? new Quorum.None() : defined(name, "a quorum"));
    }

    private Quorum defined(String name, String what) throws MalformedLogData {
        Quorum quorum = named.get(name);
        if (quorum == null) {
            throw new MalformedLogData(what + " that no line before defines");
        }
        return quorum;
    }

    private void define(String name, Quorum quorum) throws MalformedLogData {
        refuseUnless(!name.equals(NONE), "the name none has its own meaning");
        refuseUnless(named.put(name, quorum) == null, "a name for the second time");
    }

    private static void refuseUnless(boolean sound, String problem) throws MalformedLogData {
        if (!sound) {
            throw new MalformedLogData(problem);
        }
    }
}

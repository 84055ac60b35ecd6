package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.TreeSize;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The last member: what the evidence is about, what stands before it, and what was not to be had.
 * Vouches for nothing: it makes one digest of them all.
 *
 * @param size of the checkpoint that all proofs lead to
 * @param absent exhibits that the server does not keep, in the order of their texts
 */
record Manifest(
        Matter matter, Origin log, TreeSize size, List<Exhibit> absent, List<Member> members) {
    private static final int VERSION = 1;

    Manifest {
        absent = List.copyOf(absent);
        members = List.copyOf(members);
    }

    /** A member as it is to be. */
    record Member(String name, long length, Sha256 sha256) {}

    /**
     * @throws IllegalStateException unless these are the bytes of one in the one spelling
     */
    static Manifest read(Bytes bytes) {
        PlainJsonReader json = PlainJsonReader.of(bytes);
        if (json.number("v") != VERSION) {
            throw new IllegalStateException("a manifest of version " + json.number("v"));
        }
        Manifest read;
        try {
            read =
                    new Manifest(
                            new Matter(
                                    Matter.Kind.of(json.text("kind")), json.textsByName("about")),
                            new Origin(json.text("log")),
                            new TreeSize(json.number("size")),
                            json.texts("absent", Exhibit::of),
                            json.objects("members", Manifest::member));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("a manifest with a value that is none", e);
        }
        if (!read.bytes().equals(bytes)) {
            throw new IllegalStateException("not in the one spelling");
        }
        return read;
    }

    private static Member member(PlainJsonReader json) {
        return new Member(
                json.text("name"), json.number("length"), new Sha256(json.text("sha256")));
    }

    Bytes bytes() {
        List<PlainJson> told = new ArrayList<>();
        for (Member each : members) {
            told.add(
                    new PlainJson()
                            .text("name", each.name())
                            .number("length", each.length())
                            .text("sha256", each.sha256().hex()));
        }
        return new PlainJson()
                .number("v", VERSION)
                .text("kind", matter.kind().text())
                .object("about", PlainJson.texts(matter.names()))
                .text("log", log.text())
                .number("size", size.leaves())
                .texts(
                        "absent",
                        List.copyOf(new TreeSet<>(absent.stream().map(Exhibit::text).toList())))
                .objects("members", told)
                .bytes();
    }
}

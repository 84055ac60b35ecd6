package dev.tabellion.evidence;

import static dev.tabellion.evidence.PocketEvidence.check;
import static dev.tabellion.evidence.PocketEvidence.member;
import static dev.tabellion.evidence.PocketEvidence.unpacked;
import static dev.tabellion.evidence.PocketEvidence.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Notes;
import dev.tabellion.inspection.ShelvedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that were not made by us, from whom they harm. */
class HostileContainerTest {
    private final Bytes file = new PocketEvidence().written();

    @Test
    void names_that_lead_elsewhere_are_none() {
        for (String name :
                List.of(
                        "../README.txt",
                        "/etc/passwd",
                        "documents/../checkpoint",
                        "entries/007.entry",
                        "entries/-1.entry",
                        "entries/9999999999999999999.entry",
                        "documents/" + "A".repeat(64),
                        "readme.txt",
                        "more.txt")) {
            refuses(name, new BytesBuilder().append(member(name, Bytes.utf8("x"))).append(file));
        }
    }

    @Test
    void a_member_stands_once_and_in_its_place() {
        List<Map.Entry<String, Bytes>> members = new ArrayList<>(unpacked(file).entrySet());
        Map.Entry<String, Bytes> readme = members.getFirst();
        BytesBuilder twice = new BytesBuilder().append(member(readme.getKey(), readme.getValue()));
        refuses("twice", twice.append(file));
        BytesBuilder turned = new BytesBuilder();
        members.reversed().forEach(each -> turned.append(member(each.getKey(), each.getValue())));
        refuses("turned", turned.append(zeros(Container.END)));
    }

    @Test
    void links_folders_extensions_and_devices_are_no_members() {
        for (char type : "12345679gxLK\0".toCharArray()) {
            byte[] header = new TarHeader("README.txt", 0).bytes().toArray();
            header[156] = (byte) type;
            refuses("type " + (int) type, new BytesBuilder().append(Bytes.of(header)).append(file));
        }
    }

    @Test
    void lengths_that_lie_are_refused_before_anything_is_read() {
        Bytes huge = new TarHeader("report.json", (1L << 33) - 1).bytes();
        refuses("huge", new BytesBuilder().append(huge).append(file));
        Bytes cut = new TarHeader("report.json", 1 << 20).bytes();
        refuses("cut", new BytesBuilder().append(cut).append(file));
    }

    @Test
    void a_file_ends_where_it_ends() {
        refuses("more", new BytesBuilder().append(file).append(zeros(512)));
        refuses("odd", new BytesBuilder().append(file).append("x"));
        refuses("less", new BytesBuilder().append(file.slice(0, file.length() - 512)));
        refuses("none", new BytesBuilder());
        refuses("no members", new BytesBuilder().append(zeros(Container.END)));
        refuses("half", new BytesBuilder().append(file.slice(0, 2048)));
    }

    @Test
    void a_file_that_is_too_long_is_not_read() {
        Slices endless =
                new Slices() {
                    @Override
                    public long length() {
                        return Container.LONGEST + TarHeader.BLOCK;
                    }

                    @Override
                    public Bytes read(long from, int count) {
                        throw new AssertionError("read");
                    }
                };
        List<Finding> findings = new ArrayList<>();
        var notes = new Notes(ShelvedRecord.ORIGIN, List.of(PocketEvidence.LOG.key()), null);
        assertThat(new EvidenceCheck(notes, findings::add).run(endless)).isNull();
        assertThat(findings).hasSize(1);
    }

    private static void refuses(String what, BytesBuilder hostile) {
        assertThat(check(hostile.build()))
                .as(what)
                .extracting(Finding::fault)
                .contains(Fault.EVIDENCE_MALFORMED);
    }
}

package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.tabellion.bytes.Bytes;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private static final int LARGEST = 300;

    @Test
    void it_has_the_textbooks_root_at_every_size() {
        var all = TextbookTree.numbered(LARGEST);
        var frontier = new Frontier(RightEdge.EMPTY);
        for (int size = 0; size < LARGEST; size++) {
            assertThat(frontier.head()).isEqualTo(all.first(size).head());
            frontier.append(Hash.ofLeaf(all.entries().get(size)));
        }
    }

    @Test
    void it_goes_on_from_its_stored_bytes_as_if_it_had_never_stopped() {
        var all = TextbookTree.numbered(LARGEST);
        RightEdge edge = RightEdge.EMPTY;
        for (int size = 0; size < LARGEST; size++) {
            var frontier = new Frontier(RightEdge.of(edge.size(), edge.bytes()));
            frontier.append(Hash.ofLeaf(all.entries().get(size)));
            edge = frontier.edge();
            assertThat(edge.size()).isEqualTo(new TreeSize(size + 1));
        }
        assertThat(edge.root()).isEqualTo(all.root());
    }

    @Test
    void it_has_the_recorded_roots() {
        var frontier = new Frontier(RightEdge.EMPTY);
        var roots = Vectors.at("roots");
        var hasher = new Hasher();
        for (int size = 0; size <= Vectors.SIZE; size++) {
            var root = roots.get(Integer.toString(size));
            if (root != null) {
                assertThat(frontier.head().root().base64()).isEqualTo(root.asString());
            }
            frontier.append(hasher.leaf(Bytes.utf8("entry " + size)));
        }
        var reference = Vectors.hexHashes(Vectors.at("ref_roots"));
        for (int size = 0; size < reference.size(); size++) {
            assertThat(ReferenceLeaves.first(size).root()).isEqualTo(reference.get(size));
        }
    }

    @Test
    void an_edge_with_hashes_too_few_or_too_many_is_none() {
        Hash any = Hash.EMPTY_TREE;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RightEdge(new TreeSize(5), List.of(any)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RightEdge.of(new TreeSize(1), Bytes.of(new byte[64])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RightEdge.of(new TreeSize(1), Bytes.of(new byte[33])));
    }

    @Test
    void the_largest_tree_there_is_does_not_grow() {
        var edge =
                new RightEdge(
                        new TreeSize(Long.MAX_VALUE), Collections.nCopies(63, Hash.EMPTY_TREE));
        var frontier = new Frontier(edge);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> frontier.append(Hash.EMPTY_TREE));
        assertThat(frontier.edge()).isEqualTo(edge);
    }

    @Test
    void appending_allocates_nothing() {
        var frontier = new Frontier(RightEdge.EMPTY);
        Hash leaf = Hash.ofLeaf(Bytes.utf8("entry"));
        frontier.append(leaf);
        int many = 20_000;
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int each = 0; each < many; each++) {
            frontier.append(leaf);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThan(many);
    }
}

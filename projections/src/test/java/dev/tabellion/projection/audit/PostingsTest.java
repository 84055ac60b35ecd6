package dev.tabellion.projection.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostingsTest {
    private static final Term ROOT = Term.of(TermKind.ROLE, "root");
    private static final Term TARGETS = Term.of(TermKind.ROLE, "targets");
    private static final long CHUNK = 3L * LeafSet.CHUNK;

    @Test
    void what_is_stored_is_read_again() {
        Postings postings = new Postings();
        postings.add(Set.of(ROOT, TARGETS), CHUNK);
        postings.add(Set.of(ROOT), CHUNK + 8_191);
        Postings read = new Postings();
        read.addStored(postings.stored());

        assertThat(places(read, ROOT)).containsExactly(0, 8_191);
        assertThat(places(read, TARGETS)).containsExactly(0);
        assertThat(postings.stored()).hasSize(2 * (16 + 2) + 3 * 2);
    }

    @Test
    void a_term_of_every_leaf_takes_a_kibibyte() {
        Postings postings = new Postings();
        for (int place = 0; place < LeafSet.CHUNK; place++) {
            postings.add(Set.of(ROOT), CHUNK + place);
        }
        Postings read = new Postings();
        read.addStored(postings.stored());

        assertThat(postings.stored()).hasSize(16 + 2 + 1_024);
        assertThat(places(read, ROOT)).hasSize(LeafSet.CHUNK);
    }

    @Test
    void what_several_batches_brought_is_one_set() {
        Postings read = new Postings();
        for (long leaf : new long[] {CHUNK + 7, CHUNK + 5}) {
            Postings batch = new Postings();
            batch.add(Set.of(ROOT), leaf);
            read.addStored(batch.stored());
        }
        assertThat(places(read, ROOT)).containsExactly(5, 7);
    }

    @Test
    void only_terms_that_are_wanted_are_read() {
        Postings postings = new Postings();
        postings.add(Set.of(ROOT, TARGETS), CHUNK + 1);
        Postings read = new Postings();
        read.addStored(postings.stored(), Set.of(TARGETS.id(), UUID.randomUUID()));

        assertThat(places(read, TARGETS)).containsExactly(1);
        assertThat(places(read, ROOT)).isEmpty();
    }

    @Test
    void a_term_without_leaves_is_not_stored() {
        Postings postings = new Postings();
        postings.add(Set.of(ROOT, TARGETS), CHUNK + 1);
        postings.of(ROOT.id()).remove(postings.copyOf(ROOT.id()));

        assertThat(postings.storedSets()).containsOnlyKeys(TARGETS.id());
    }

    private static Iterable<Integer> places(Postings postings, Term term) {
        LeafSet leaves = postings.copyOf(term.id());
        var places = new ArrayList<Integer>();
        for (int place = leaves.next(0); place >= 0; place = leaves.next(place + 1)) {
            places.add(place);
        }
        return places;
    }
}

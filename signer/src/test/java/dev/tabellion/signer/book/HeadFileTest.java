package dev.tabellion.signer.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the head file remembers, and what it makes of a file that a crash or a stranger left. */
class HeadFileTest {
    @TempDir private Path place;
    private HeadFile file;

    @BeforeEach
    void prepare() {
        file = new HeadFile(place.resolve("signer-head"));
    }

    @Test
    void the_head_written_last_is_read() throws Exception {
        assertThat(file.read()).isNull();
        for (int seq = 0; seq < 5; seq++) {
            file.write(head(seq));
            assertThat(file.read()).isEqualTo(head(seq));
            assertThat(file.path()).hasSize(2 * HeadSlot.LENGTH);
        }
        assertThat(place).isDirectoryContaining(only -> only.equals(file.path()));
    }

    @Test
    void who_remembers_its_last_write_leaves_the_same_bytes() throws Exception {
        var other = new HeadFile(place.resolve("other"));
        var writer = new HeadWriter(other);
        for (int seq = 0; seq < 7; seq++) {
            file.write(head(seq));
            writer.write(head(seq));
            assertThat(other.path()).hasSameBinaryContentAs(file.path());
        }
    }

    @Test
    void who_remembers_its_last_write_notices_what_was_taken_away_or_cut() throws Exception {
        var writer = new HeadWriter(file);
        writer.write(head(1));
        Files.delete(file.path());
        writer.write(head(2));
        assertThat(file.read()).isEqualTo(head(2));
        Files.write(file.path(), Arrays.copyOf(content(), 100));
        writer.write(head(3));
        assertThat(file.read()).isEqualTo(head(3));

        Path kept = Files.move(file.path(), place.resolve("kept"));
        Files.createDirectory(file.path());
        assertThatThrownBy(() -> writer.write(head(4))).isInstanceOf(IOException.class);
        Files.delete(file.path());
        Files.move(kept, file.path());
        writer.write(head(5));
        assertThat(file.read()).isEqualTo(head(5));
    }

    @Test
    void the_last_write_counts_though_its_seq_is_lower() throws Exception {
        file.write(head(7));
        file.write(head(8));
        file.write(head(3));
        assertThat(file.read()).isEqualTo(head(3));
        file.write(head(2));
        assertThat(file.read()).isEqualTo(head(2));
    }

    @Test
    void wherever_a_write_is_torn_the_head_before_it_is_left_and_the_next_write_heals()
            throws Exception {
        file.write(head(1));
        file.write(head(2));
        byte[] before = content();
        file.write(head(3));
        byte[] after = content();
        int written = Arrays.mismatch(before, after) / HeadSlot.LENGTH * HeadSlot.LENGTH;
        for (int torn = 0; torn < 256; torn++) {
            byte[] mixed = before.clone();
            System.arraycopy(after, written, mixed, written, torn);
            Files.write(file.path(), mixed);
            Head read = file.read();
            if (Arrays.equals(mixed, after)) {
                assertThat(read).isEqualTo(head(3));
            } else {
                assertThat(read).as("torn after %d bytes", torn).isEqualTo(head(2));
            }
            file.write(head(4));
            assertThat(file.read()).isEqualTo(head(4));
        }
    }

    @Test
    void a_slot_whose_block_was_lost_leaves_the_other() throws Exception {
        for (int lost = 0; lost < 2; lost++) {
            file.write(head(1));
            file.write(head(2));
            byte[] holed = content();
            Arrays.fill(holed, lost * HeadSlot.LENGTH, (lost + 1) * HeadSlot.LENGTH, (byte) 0);
            Files.write(file.path(), holed);
            assertThat(file.read()).isIn(head(1), head(2));
        }
    }

    @Test
    void of_a_file_with_no_readable_slot_nothing_is_believed() throws Exception {
        file.write(head(1));
        file.write(head(2));
        byte[] torn = content();
        torn[20] ^= 1;
        torn[HeadSlot.LENGTH + 20] ^= 1;
        assertUnreadable(torn);
    }

    @Test
    void of_a_file_cut_short_or_grown_nothing_is_believed() throws Exception {
        file.write(head(1));
        file.write(head(2));
        byte[] whole = content();
        for (int length :
                new int[] {0, 1, 255, HeadSlot.LENGTH, whole.length - 1, whole.length + 1}) {
            assertUnreadable(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void of_somebody_elses_file_nothing_is_believed() throws Exception {
        assertUnreadable("{\"seq\":1}".getBytes(StandardCharsets.US_ASCII));
        assertUnreadable(" ".repeat(2 * HeadSlot.LENGTH).getBytes(StandardCharsets.US_ASCII));
        assertUnreadable("[".repeat(2 * HeadSlot.LENGTH).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void what_nothing_is_believed_of_is_written_over() throws Exception {
        Files.writeString(file.path(), "nobody's");
        file.write(head(4));
        assertThat(file.read()).isEqualTo(head(4));
        Files.delete(file.path());
        file.write(head(5));
        assertThat(file.read()).isEqualTo(head(5));
    }

    @Test
    void a_slot_holds_the_largest_numbers() {
        long largest = (1L << 53) - 1;
        var slot =
                new HeadSlot(
                        largest,
                        new Head(
                                largest,
                                Bytes.utf8("x").sha256(),
                                Instant.parse("9999-12-31T23:59:59.999999999Z")));
        assertThat(HeadSlot.read(slot.bytes())).isEqualTo(slot);
    }

    private void assertUnreadable(byte[] content) throws IOException {
        Files.write(file.path(), content);
        assertThatThrownBy(file::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not read as a journal's head");
    }

    private byte[] content() throws IOException {
        return Files.readAllBytes(file.path());
    }

    private static Head head(int seq) {
        return new Head(
                seq,
                Bytes.utf8("entry " + seq).sha256(),
                Instant.parse("2026-11-22T08:30:00Z").plusMillis(seq));
    }
}

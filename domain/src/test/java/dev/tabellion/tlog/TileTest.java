package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TileTest {
    @Test
    void tiles_beyond_any_tree_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(64, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 257));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bundle(1L << 55, 1));
    }

    @Test
    void a_tree_reaches_into_the_tiles_that_it_has() {
        var size = new TreeSize(70_000);
        assertThat(new Tile(0, 273, 112).isWithin(size)).isTrue();
        assertThat(new Tile(0, 273, 113).isWithin(size)).isFalse();
        assertThat(new Tile(0, 274, 1).isWithin(size)).isFalse();
        assertThat(new Tile(2, 0, 1).isWithin(size)).isTrue();
        assertThat(new Tile(3, 0, 1).isWithin(size)).isFalse();
        assertThat(new Tile(63, 0, 1).isWithin(new TreeSize(Long.MAX_VALUE))).isFalse();
        assertThat(new Tile(0, (1L << 55) - 1, 256).isWithin(new TreeSize(Long.MAX_VALUE)))
                .isFalse();
        assertThat(new Tile(0, (1L << 55) - 1, 255).isWithin(new TreeSize(Long.MAX_VALUE)))
                .isTrue();
        assertThat(new Bundle(273, 112).isWithin(size)).isTrue();
        assertThat(new Bundle(273, 112).first()).isEqualTo(new LeafIndex(69_888));
    }

    @Test
    void seventy_thousand_leaves_have_the_recorded_tiles() {
        StoredTiles tiles = StoredTiles.numbered(Vectors.SIZE);
        var growth = new Growth(TreeSize.ZERO, new TreeSize(Vectors.SIZE));
        assertThat(Stream.concat(growth.tiles(), growth.bundles()))
                .hasSize(Vectors.at("n_tiles").asInt());
        Vectors.at("tiles")
                .forEachEntry(
                        (path, recorded) -> {
                            Bytes bytes =
                                    switch (LogResource.parse(path)) {
                                        case Tile tile -> Objects.requireNonNull(tiles.bytes(tile));
                                        case Bundle bundle -> entries(bundle).bytes();
                                        case null -> throw new AssertionError(path);
                                    };
                            assertThat(bytes.length()).isEqualTo(recorded.get(0).asInt());
                            assertThat(bytes.sha256().hex()).isEqualTo(recorded.get(1).asString());
                        });
    }

    @Test
    void a_tile_filled_to_the_brim_has_its_root_above() {
        assertThat(paths(0, 256)).containsExactly("tile/0/000", "tile/1/000.p/1");
        assertThat(paths(255, 257))
                .containsExactly("tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1");
        assertThat(paths(256, 256)).isEmpty();
        assertThat(paths(0, 0)).isEmpty();
        assertThat(paths(69_999, 70_000)).containsExactly("tile/0/273.p/112");
        assertThatIllegalArgumentException().isThrownBy(() -> paths(2, 1));
    }

    @Test
    void the_writer_writes_what_the_growth_says_and_the_bytes_do_not_depend_on_the_batches() {
        var whole = StoredTiles.numbered(1300);
        for (int step : List.of(1, 7, 100, 255, 256, 257, 513)) {
            var batched = new StoredTiles();
            for (int size = 0; size < 1300; size += step) {
                int next = Math.min(1300, size + step);
                int before = batched.stored.size();
                batched.grow(size, next);
                assertThat(batched.stored.size() - before).isEqualTo(paths(size, next).size());
                assertThat(batched.tree(next).root()).isEqualTo(TextbookTree.numbered(next).root());
            }
            assertThat(batched.stored).containsAllEntriesOf(whole.stored);
        }
    }

    @Test
    void a_partial_tile_that_is_gone_is_read_from_the_full_one() {
        var tiles = new StoredTiles();
        tiles.grow(0, 300);
        tiles.grow(300, 600);
        tiles.stored.keySet().removeIf(tile -> tile.equals(new Tile(0, 1, 44)));
        assertThat(tiles.tree(300).root()).isEqualTo(TextbookTree.numbered(300).root());
    }

    @Test
    void a_tile_that_is_missing_or_cut_is_named() {
        var tiles = StoredTiles.numbered(300);
        tiles.stored.remove(new Tile(0, 1, 44));
        assertThatExceptionOfType(UnreadableTile.class)
                .isThrownBy(() -> tiles.tree(300).root())
                .withMessage("tile/0/001.p/44 is not there");
        tiles.stored.put(new Tile(0, 1, 44), Bytes.of(new byte[43 * 32]));
        assertThatExceptionOfType(UnreadableTile.class)
                .isThrownBy(() -> tiles.tree(300).root())
                .satisfies(e -> assertThat(e.tile()).isEqualTo(new Tile(0, 1, 44)));
        tiles.stored.put(new Tile(0, 1, 44), Bytes.of(new byte[45 * 32]));
        assertThatExceptionOfType(UnreadableTile.class).isThrownBy(() -> tiles.tree(300).root());
    }

    @Test
    void bytes_that_are_no_hashes_are_no_tile() {
        for (int length : List.of(0, 31, 33, 8193, 8224)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TileContent(Bytes.of(new byte[length])));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new WrittenTile(
                                        new Tile(0, 0, 2),
                                        new TileContent(Bytes.of(new byte[32]))));
    }

    private static List<String> paths(int from, int to) {
        return new Growth(new TreeSize(from), new TreeSize(to)).tiles().map(Tile::path).toList();
    }

    private static BundleContent entries(Bundle bundle) {
        int first = (int) bundle.first().position();
        return new BundleContent(
                TextbookTree.numbered(first + bundle.width())
                        .entries()
                        .subList(first, first + bundle.width()));
    }
}

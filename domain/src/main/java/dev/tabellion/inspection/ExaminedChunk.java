package dev.tabellion.inspection;

import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LeafIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring entries, examined one by one, and the hashes that the stored tiles have for them.
 *
 * @param stored null where a tile is missing
 */
public record ExaminedChunk(
        LeafIndex first,
        List<ExaminedEntry> entries,
        List<@Nullable Hash> stored,
        List<Finding> findings) {}

package dev.tabellion.projection.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves that were wanted, in the order asked for.
 *
 * @param size how many leaves the index has: of later ones nothing is said
 * @param next the leaf up to which was looked, if there may be more beyond it; null at the end
 */
public record AuditPage(List<Long> leaves, long size, @Nullable Long next) {
    public AuditPage {
        leaves = List.copyOf(leaves);
    }
}

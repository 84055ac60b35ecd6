package dev.tabellion.tuf;

import dev.tabellion.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Delegations to 2^{@code bitLength} bins in one line (TAP 15): same keys for all, names of a
 * prefix and a number in hex, and a target belongs to the bin of its path's first bits of SHA-256.
 */
public record SuccinctRoles(RoleKeys keys, int bitLength, String namePrefix) {
    public static final int LONGEST_BITS = 32;
    private static final int HEX_BITS = 4;

    public SuccinctRoles {
        if (bitLength < 1 || bitLength > LONGEST_BITS) {
            throw new IllegalArgumentException("bins are of 1 to 32 bits, not " + bitLength);
        }
        if (namePrefix.isEmpty()) {
            throw new IllegalArgumentException("bins have a name before their number");
        }
    }

    /** How many bins there are. */
    public long size() {
        return 1L << bitLength;
    }

    public RoleName bin(long number) {
        if (number < 0 || number >= size()) {
            throw new IllegalArgumentException("there is no bin " + number + " of " + size());
        }
        String hex = Long.toHexString(number);
        return new RoleName(namePrefix + "-" + "0".repeat(digits() - hex.length()) + hex);
    }

    /** The one bin that speaks for {@code target}. */
    public RoleName binFor(String target) {
        long first = Long.parseLong(Bytes.utf8(target).sha256().hex().substring(0, 8), 16);
        return bin(first >>> (LONGEST_BITS - bitLength));
    }

    public @Nullable RoleKeys keysOf(RoleName role) {
        return holds(role) ? keys : null;
    }

    private boolean holds(RoleName role) {
        String prefix = namePrefix + "-";
        String name = role.value();
        if (!name.startsWith(prefix) || name.length() != prefix.length() + digits()) {
            return false;
        }
        String number = name.substring(prefix.length());
        return number.matches("[0-9a-f]+") && Long.parseLong(number, 16) < size();
    }

    private int digits() {
        return (bitLength + HEX_BITS - 1) / HEX_BITS;
    }
}

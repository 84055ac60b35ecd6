package dev.tabellion.server.access;

import java.net.InetAddress;

/**
 * A range of addresses in CIDR notation, {@code 10.0.0.0/8}; an address alone is a range of one.
 * Never a host name: nothing is looked up.
 */
record Network(InetAddress base, int prefix) {

    /**
     * @throws IllegalArgumentException if it is neither an address nor an address and a prefix
     */
    static Network of(String text) {
        var slash = text.indexOf('/');
        var base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var all = base.getAddress().length * Byte.SIZE;
        var prefix = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > all) {
            throw new IllegalArgumentException(text + " has a prefix beyond 0 to " + all);
        }
        return new Network(base, prefix);
    }

    boolean contains(InetAddress address) {
        var ours = base.getAddress();
        var theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
            var mask = 0xff << Math.max(0, Byte.SIZE - (prefix - bit));
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }
}

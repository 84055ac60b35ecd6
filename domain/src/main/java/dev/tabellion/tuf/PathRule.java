package dev.tabellion.tuf;

import dev.tabellion.bytes.Bytes;

/** How the paths of a delegation are meant. */
public enum PathRule {
    /** A path and all that begins with it, as in Notary's dialect. */
    PREFIX {
        @Override
        boolean matches(String path, String target) {
            return target.startsWith(path);
        }
    },
    /** A shell-style pattern: {@code *} and {@code ?} stand for anything but a slash. */
    PATTERN {
        @Override
        boolean matches(String path, String target) {
            return Glob.matches(path, target);
        }
    },
    /** The beginning of the target path's SHA-256 in hex. */
    HASH_PREFIX {
        @Override
        boolean matches(String path, String target) {
            return Bytes.utf8(target).sha256().hex().startsWith(path);
        }
    };

    abstract boolean matches(String path, String target);

    /** Never a regular expression: patterns are publishers', and some of those never end. */
    private static final class Glob {
        private Glob() {}

        /** Goes back to the last star only, so it takes at most the product of both lengths. */
        static boolean matches(String pattern, String text) {
            int p = 0;
            int t = 0;
            int star = -1;
            int resumeAt = 0;
            while (t < text.length()) {
                if (p < pattern.length() && pattern.charAt(p) == '*') {
                    star = p++;
                    resumeAt = t;
                } else if (p < pattern.length() && stands(pattern.charAt(p), text.charAt(t))) {
                    p++;
                    t++;
                } else if (star >= 0 && text.charAt(resumeAt) != '/') {
                    p = star + 1;
                    t = ++resumeAt;
                } else {
                    return false;
                }
            }
            while (p < pattern.length() && pattern.charAt(p) == '*') {
                p++;
            }
            return p == pattern.length();
        }

        private static boolean stands(char pattern, char c) {
            return pattern == '?' ? c != '/' : pattern == c;
        }
    }
}

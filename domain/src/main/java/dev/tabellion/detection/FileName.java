package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under which name a role's file was asked for: {@code root.json}, {@code 7.root.json}, {@code
 * root.<sha256>.json}. Whoever asks without a version or digest wants what is current.
 *
 * @param version at most the highest there can be
 */
public record FileName(@Nullable Version version, @Nullable Sha256 digest) {
    private static final String SUFFIX = ".json";
    private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,512})\\.(.+)");
    private static final Pattern HASHED = Pattern.compile("(.+)\\.([0-9a-f]{64})");
    private static final BigInteger HIGHEST = BigInteger.valueOf(Integer.MAX_VALUE);

    /** None if it is no name of that role's metadata: a target's path, or nonsense. */
    public static Optional<FileName> of(RoleName role, String file) {
        if (!file.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String name = file.substring(0, file.length() - SUFFIX.length());
        if (names(role, name)) {
            return Optional.of(new FileName(null, null));
        }
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches() && names(role, numbered.group(2))) {
            return version(numbered.group(1)).map(version -> new FileName(version, null));
        }
        Matcher hashed = HASHED.matcher(name);
        return hashed.matches() && names(role, hashed.group(1))
                ? Optional.of(new FileName(null, new Sha256(hashed.group(2))))
                : Optional.empty();
    }

    public boolean isCurrent() {
        return version == null && digest == null;
    }

    private static Optional<Version> version(String digits) {
        int number = new BigInteger(digits).min(HIGHEST).intValue();
        return number == 0 ? Optional.empty() : Optional.of(new Version(number));
    }

    /** As it is, or percent-encoded as TUF's clients ask for it. */
    private static boolean names(RoleName role, String name) {
        return name.equals(role.value()) || name.equals(encoded(role.value()));
    }

    private static String encoded(String name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return text.toString();
    }
}

package dev.tabellion.server.eye;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchName;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.server.eye.Watch.SeenLog;
import dev.tabellion.server.inspection.TrustedKeys;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tuf.Version;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the file of watches: a JSON array. A word that it does not know is a mistake to tell. */
public final class WatchList {
    private static final Set<String> WORDS =
            Set.of(
                    "name",
                    "url",
                    "dialect",
                    "collection",
                    "firstRoot",
                    "root",
                    "period",
                    "authorities",
                    "megabytes",
                    "targets-url",
                    "targets-at-once",
                    "longest-target",
                    "log",
                    "log-key",
                    "log-collection",
                    "log-token");
    private static final String PERIOD = "PT1M";

    private WatchList() {}

    /**
     * @throws StartupRefused saying what is wrong with it
     */
    public static List<Watch> read(Path file) {
        try {
            return of(JsonMapper.shared().readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new StartupRefused("The watches in " + file + " cannot be read: " + e, e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new StartupRefused("The watches in " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<Watch> of(JsonNode list) {
        if (!list.isArray()) {
            throw new IllegalArgumentException("they are to be a JSON array");
        }
        List<Watch> watches = new ArrayList<>();
        Set<WatchName> names = new HashSet<>();
        for (JsonNode each : list) {
            Watch watch = watch(each);
            if (watch.name().isReserved() || !names.add(watch.name())) {
                throw new IllegalArgumentException("the name " + watch.name() + " is taken");
            }
            watches.add(watch);
        }
        return watches;
    }

    private static Watch watch(JsonNode json) {
        json.propertyNames().stream()
                .filter(name -> !WORDS.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new IllegalArgumentException("nothing is called " + name);
                        });
        String collection = text(json, "collection");
        String root = text(json, "root");
        String authorities = text(json, "authorities");
        String period = text(json, "period");
        return new Watch(
                new WatchName(required(json, "name")),
                URI.create(required(json, "url")),
                dialect(required(json, "dialect")),
                collection == null ? null : new Gun(collection),
                new Version(json.path("firstRoot").asInt(1)),
                root == null ? null : new Sha256(root),
                Duration.parse(period == null ? PERIOD : period),
                authorities == null ? null : Path.of(authorities),
                megabytes(json),
                targets(json),
                log(json));
    }

    private static @Nullable SeenLog log(JsonNode json) {
        String url = text(json, "log");
        refuseWithout(json, "log-key", "log");
        refuseWithout(json, "log-collection", "log");
        refuseWithout(json, "log-token", "log-collection");
        if (url == null) {
            return null;
        }
        try {
            String key = required(json, "log-key");
            String collection = text(json, "log-collection");
            String token = text(json, "log-token");
            return new SeenLog(
                    URI.create(url),
                    TrustedKeys.of(List.of(key), null),
                    collection == null ? null : new Gun(collection),
                    token == null ? null : Path.of(token));
        } catch (MalformedLogData e) {
            throw new IllegalArgumentException("log-key is to be a vkey: " + e.getMessage(), e);
        }
    }

    /** Who says more than can be done believes that it is done. */
    private static void refuseWithout(JsonNode json, String name, String needed) {
        if (json.has(name) && !json.has(needed)) {
            throw new IllegalArgumentException(name + " says nothing without " + needed);
        }
    }

    private static @Nullable TargetFiles targets(JsonNode json) {
        String url = text(json, "targets-url");
        return url == null
                ? null
                : new TargetFiles(
                        URI.create(url),
                        json.path("targets-at-once").asInt(TargetFiles.AT_ONCE),
                        json.path("longest-target").asLong(TargetFiles.LONGEST));
    }

    private static long megabytes(JsonNode json) {
        int megabytes = json.path("megabytes").asInt((int) (Watch.KEEPS >> 20));
        if (megabytes < 1) {
            throw new IllegalArgumentException("megabytes is to be a number of 1 or more");
        }
        return (long) megabytes << 20;
    }

    private static Dialect dialect(String name) {
        return switch (name) {
            case "notary-v1" -> Dialect.NOTARY_V1;
            case "tuf-1.0" -> Dialect.TUF_1_0;
            default ->
                    throw new IllegalArgumentException(
                            "a dialect is notary-v1 or tuf-1.0, not " + name);
        };
    }

    private static String required(JsonNode json, String name) {
        String text = text(json, name);
        if (text == null) {
            throw new IllegalArgumentException("each needs a " + name);
        }
        return text;
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " is to be a string");
        }
        return value.stringValue();
    }
}

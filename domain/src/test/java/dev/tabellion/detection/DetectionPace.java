package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.Story;
import dev.tabellion.detection.rule.Rules;
import dev.tabellion.pocket.PocketPublisher;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints how fast all rules hear a log of honest publications, in memory; counts the processor's
 * time, so that it says something on a busy machine, too.
 *
 * <p>Arguments: how many collections, how often each publishes, how often the log is heard.
 */
final class DetectionPace {
    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");

    private final Map<Sha256, Bytes> files = new HashMap<>();
    private final List<Entry> log = new ArrayList<>();

    private DetectionPace() {}

    public static void main(String[] arguments) {
        DetectionPace pace = new DetectionPace();
        pace.publish(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            pace.hear();
        }
    }

    private void publish(int collections, int times) {
        List<Story> stories = new ArrayList<>();
        List<PocketPublisher> publishers = new ArrayList<>();
        for (int i = 0; i < collections; i++) {
            Story story = new Story("example.com/app-" + i);
            stories.add(story);
            publishers.add(story.publisher());
            publishers.get(i).addTarget("v0");
            story.accepted(publishers.get(i).firstPublication());
            keep(story, story.history());
        }
        for (int time = 1; time < times; time++) {
            for (int i = 0; i < collections; i++) {
                PocketPublisher publisher = publishers.get(i).addTarget("v" + time);
                keep(stories.get(i), stories.get(i).accepted(publisher.publication()));
            }
        }
    }

    private void keep(Story story, List<CollectionEvent> events) {
        for (CollectionEvent event : events) {
            log.add(new Entry(log.size(), story.now(), new View.OfRecord(story.gun), event));
            if (event instanceof MetadataPublished published) {
                files.put(published.digest(), story.stored(published.digest()));
            }
        }
    }

    private void hear() {
        Detective detective = new Detective(Rules.ALL, new MemoryArchive(files::get), () -> END);
        long begun = cpu();
        int found = 0;
        int quarter = log.size() / 4;
        long last = begun;
        StringBuilder rates = new StringBuilder();
        for (int i = 0; i < log.size(); i++) {
            found += detective.hear(log.get(i)).size();
            if ((i + 1) % quarter == 0) {
                long now = cpu();
                rates.append(String.format(" %,.0f", quarter * 1e9 / (now - last)));
                last = now;
            }
        }
        double seconds = (cpu() - begun) / 1e9;
        System.out.printf(
                "%,d events in %.2f s of a core: %,.0f a second, by quarters%s; %d findings%n",
                log.size(), seconds, log.size() / seconds, rates, found);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

package dev.tabellion.projection.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogNewsTest {
    private final AtomicLong clock = new AtomicLong();
    private final LogNews news = new LogNews(clock::get);
    private final AtomicInteger told = new AtomicInteger();

    @BeforeEach
    void follow() {
        news.tell(told::incrementAndGet);
    }

    @Test
    void what_was_told_here_and_is_heard_again_is_no_news() {
        news.grown(7);

        assertThat(told).hasValue(1);
        assertThat(news.isNews(7)).isFalse();
        assertThat(news.endsWith(6)).isTrue();
        assertThat(news.endsWith(5)).isFalse();
    }

    @Test
    void what_another_process_brought_out_is_news() {
        assertThat(news.isNews(7)).isTrue();

        news.grown(7);

        assertThat(news.isNews(9)).isTrue();
        assertThat(news.isNews(6)).isTrue();
    }

    @Test
    void a_notice_that_does_not_say_how_much_is_news_whatever_is_known() {
        assertThat(news.isNews(PublishedCheckpoints.told(""))).isTrue();

        news.grown(7);

        assertThat(news.isNews(PublishedCheckpoints.told(""))).isTrue();
        assertThat(news.isNews(PublishedCheckpoints.told("-7"))).isTrue();
        assertThat(news.isNews(PublishedCheckpoints.told("7777777777777777777"))).isTrue();
        assertThat(news.isNews(PublishedCheckpoints.told("7"))).isFalse();
    }

    @Test
    void where_it_ends_is_believed_for_a_moment_only() {
        news.grown(7);
        clock.addAndGet(LogNews.BELIEVED.toNanos() - 1);

        assertThat(news.endsWith(6)).isTrue();

        clock.incrementAndGet();

        assertThat(news.endsWith(6)).isFalse();
        assertThat(told).hasValue(1);
    }

    @Test
    void who_does_not_know_makes_everybody_look() {
        news.grown(7);
        news.grown();

        assertThat(told).hasValue(2);
        assertThat(news.endsWith(6)).isFalse();
        assertThat(news.told()).isEqualTo(2);
    }
}

package dev.tabellion.e2e.load;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether the server is meant to be there; those who met its absence can wait for its return. */
final class ServerPresence {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private boolean away;

    void away() {
        lock.lock();
        try {
            away = true;
        } finally {
            lock.unlock();
        }
    }

    void back() {
        lock.lock();
        try {
            away = false;
            returned.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns at once unless it is away. */
    void await() {
        lock.lock();
        try {
            while (away) {
                returned.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}

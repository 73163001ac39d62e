package com.atomiton.events.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a lane: a queue for each sender, so that all get their turn however much one of them sends. Not
 * thread-safe.
 */
final class WaitingTasks {

    private static final int FEW = 64;

    private final Map<String, ArrayDeque<LaneTask>> bySender = new LinkedHashMap<>();

    /** The queue that was last added to, while it is one of them: most tasks come many at a time from one sender. */
    private @Nullable ArrayDeque<LaneTask> recent;

    private String recentSender = "";

    /** At most so many in the queues are superseded. */
    private int superseded;

    void add(LaneTask task) {
        queueOf(sender(task)).addLast(task);
    }

    /** Puts tasks that were taken, all of one sender, before those of it that wait. */
    void putBack(List<LaneTask> tasks) {
        for (int i = tasks.size() - 1; i >= 0; i--) {
            queueOf(sender(tasks.get(i))).addFirst(tasks.get(i));
        }
    }

    /**
     * Takes one task of each sender; of a sender who is alone, as many as given.
     *
     * @return the sender who is alone; {@code null} if there are several
     */
    @Nullable
    String take(Collection<LaneTask> taken, int ofOneAlone) {
        boolean alone = bySender.size() == 1;
        recent = null;
        String sender = null;
        for (Iterator<Map.Entry<String, ArrayDeque<LaneTask>>> queues =
                        bySender.entrySet().iterator();
                queues.hasNext(); ) {
            Map.Entry<String, ArrayDeque<LaneTask>> entry = queues.next();
            ArrayDeque<LaneTask> queue = entry.getValue();
            for (int i = alone ? ofOneAlone : 1; i > 0 && !queue.isEmpty(); i--) {
                // In this order: there may be no memory to add it.
                taken.add(queue.element());
                queue.remove();
            }
            if (queue.isEmpty()) {
                // A sender that has ended must not be remembered.
                queues.remove();
            }
            sender = entry.getKey();
        }
        return alone ? sender : null;
    }

    /** Takes out the oldest bounded task of the sender; {@code null} if there is none. */
    @Nullable
    LaneTask evictOldest(String sender) {
        ArrayDeque<LaneTask> queue = bySender.get(sender);
        if (queue == null) {
            return null;
        }
        for (Iterator<LaneTask> tasks = queue.iterator(); tasks.hasNext(); ) {
            LaneTask task = tasks.next();
            if (task.isBounded()) {
                tasks.remove();
                if (queue.isEmpty()) {
                    bySender.remove(sender);
                    recent = null;
                }
                return task;
            }
        }
        return null;
    }

    /** One that waits has been superseded. It leaves its queue when it is passed, or when there are too many such. */
    void oneSuperseded() {
        superseded++;
        if (superseded > FEW
                && superseded
                        > bySender.values().stream().mapToInt(ArrayDeque::size).sum() / 2) {
            bySender.values().forEach(queue -> queue.removeIf(LaneTask::isSuperseded));
            bySender.values().removeIf(ArrayDeque::isEmpty);
            recent = null;
            superseded = 0;
        }
    }

    /** Takes all of them, those of each sender in their order. */
    List<LaneTask> takeAll() {
        List<LaneTask> all = new ArrayList<>();
        bySender.values().forEach(all::addAll);
        bySender.clear();
        recent = null;
        return all;
    }

    boolean isEmpty() {
        return bySender.isEmpty();
    }

    static String sender(LaneTask task) {
        return task.event().sender().id();
    }

    private ArrayDeque<LaneTask> queueOf(String sender) {
        ArrayDeque<LaneTask> queue = recent;
        if (queue == null || !recentSender.equals(sender)) {
            queue = bySender.computeIfAbsent(sender, unknown -> new ArrayDeque<>());
            recent = queue;
            recentSender = sender;
        }
        return queue;
    }
}

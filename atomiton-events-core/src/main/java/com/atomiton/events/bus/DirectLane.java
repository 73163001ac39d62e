package com.atomiton.events.bus;

import java.util.List;

/** The lane that is none: a task runs on the thread that brings it. */
final class DirectLane implements Lane {

    @Override
    public boolean execute(LaneTask task, Deadline deadline) {
        Lane outer = CurrentLane.enter(this);
        try {
            // Whoever brings it has others to bring it to.
            Tasks.run(task);
        } finally {
            CurrentLane.leave(outer);
        }
        return true;
    }

    @Override
    public void stop(long nanos) {
        // It has nothing of its own.
    }

    @Override
    public List<LaneTask> abandon() {
        return List.of();
    }

    @Override
    public void inUse(boolean used) {
        // It has nothing of its own.
    }

    @Override
    public boolean isIdle() {
        return true;
    }
}

package com.atomiton.events.bus;

/** The lane that is none: a task runs on the thread that brings it. */
final class DirectLane implements Lane {

    @Override
    public boolean execute(LaneTask task, Deadline deadline) {
        Lane outer = CurrentLane.enter(this);
        try {
            task.run();
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
    public void abandon() {
        // It has nothing of its own.
    }
}

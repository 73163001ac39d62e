package com.atomiton.events.bus;

import com.atomiton.events.EventBusException;
import com.atomiton.events.session.DropReason;

/** A request that is answered in the lane that its handler has asked for. */
final class RequestTask implements LaneTask {

    private final Handler handler;
    private final ActiveRequest request;
    private final Runnable call;

    RequestTask(Handler handler, ActiveRequest request, Runnable call) {
        this.handler = handler;
        this.request = request;
        this.call = call;
    }

    @Override
    public IncomingEvent event() {
        return request.event();
    }

    /** It has a deadline, and somebody who waits for it. */
    @Override
    public boolean isBounded() {
        return false;
    }

    /** Once it has been cancelled nothing is left to do. */
    @Override
    public boolean isSuperseded() {
        return request.hasBegun();
    }

    @Override
    public void run() {
        call.run();
    }

    @Override
    public void dropped(DropReason reason) {
        request.fail(new EventBusException(request + " was not answered: " + reason.label(), null));
    }

    @Override
    public String holder() {
        return handler.description();
    }
}

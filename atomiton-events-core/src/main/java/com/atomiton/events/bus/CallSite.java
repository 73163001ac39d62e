package com.atomiton.events.bus;

import com.atomiton.events.EventBus;
import java.lang.StackWalker.StackFrame;
import java.util.function.Predicate;

/** Finds the place in the application's code that has called the bus. */
final class CallSite {

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final String ANNOTATED_METHODS = "com.atomiton.events.listener.";

    private CallSite() {}

    /**
     * The first frame that is neither a bus nor what stands between it and its caller. A few microseconds.
     *
     * @param description what is taken instead where an annotated method subscribes: its registration is no place
     */
    static String find(String description) {
        return WALKER.walk(frames -> frames.filter(Predicate.not(CallSite::isOnTheWay))
                .findFirst()
                .map(frame -> frame.getClassName().startsWith(ANNOTATED_METHODS) ? description : text(frame))
                .orElse(description));
    }

    private static boolean isOnTheWay(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        String name = type.getName();
        return EventBus.class.isAssignableFrom(type)
                || type == CallSite.class
                || type == Listening.class
                || name.startsWith("java.")
                || name.startsWith("jdk.")
                || name.startsWith("org.springframework.");
    }

    private static String text(StackFrame frame) {
        StackTraceElement element = frame.toStackTraceElement();
        return element.getClassName() + "." + element.getMethodName() + "(" + element.getFileName() + ":"
                + element.getLineNumber() + ")";
    }
}

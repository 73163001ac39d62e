package com.atomiton.events.test.autoconfigure;

import com.atomiton.events.test.RecordingEventBus;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** A {@link TestExecutionListener} that resets the bus of {@link AutoConfigureConductor} before each test method. */
class RecordingEventBusResetter extends AbstractTestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        if (test.hasApplicationContext()
                && TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), AutoConfigureConductor.class)) {
            test.getApplicationContext()
                    .getBeanProvider(RecordingEventBus.class)
                    .ifAvailable(RecordingEventBus::reset);
        }
    }
}

package com.atomiton.events.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.TestContextBootstrapper;

/** The {@link TestContextBootstrapper} of {@link ConductorTest}. */
class ConductorTestContextBootstrapper extends TestSliceTestContextBootstrapper<ConductorTest> {}

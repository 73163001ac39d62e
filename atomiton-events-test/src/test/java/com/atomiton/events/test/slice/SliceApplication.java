package com.atomiton.events.test.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application whose listeners are tested as a slice. */
@SpringBootApplication
class SliceApplication {}
